package stampede.harness.conformance;

import java.util.List;

/** Checks that belong together and share their ways: one file. Stateless. */
@FunctionalInterface
public interface CheckGroup {
  /** Its checks, in the order they are run. */
  List<Check> checks();
}
