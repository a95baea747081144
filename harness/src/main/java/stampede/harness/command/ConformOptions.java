package stampede.harness.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.harness.conformance.CheckSelection;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.KnownFailures;
import stampede.harness.conformance.Lanes;
import stampede.server.UsageException;

/** The options that say which checks are run, how thoroughly, and what counts. */
final class ConformOptions {
  /** How much the checks do. */
  enum Thoroughness {
    /** For one server. */
    FULL,
    /** For one of many. */
    BRIEF
  }

  @Option(
      names = "--check",
      paramLabel = "LIST",
      description = "only checks with these ids, or whose ids begin so: PA-05,ER-")
  private String checks;

  @Option(
      names = "--claim",
      paramLabel = "LIST",
      description = "only checks that speak for these claims: 5,12")
  private String claims;

  @Option(
      names = "--effort",
      paramLabel = "full|brief",
      description = "how much each check does (default: full; brief for all)")
  private Thoroughness effort;

  @Option(
      names = "--requests",
      paramLabel = "N",
      description = "requests of the audited flood, at least (default: 150000; brief 10000)")
  private Long requests;

  @Option(names = "--strict", description = "what differs or is unsupported counts as failed")
  private boolean strict;

  @Option(
      names = "--known",
      paramLabel = "FILE",
      description =
          "checks expected to fail, as lines SERVER CHECK-ID reason; one that fails no longer"
              + " breaks the run")
  private Path known;

  @Mixin private JunitOption junit;

  @Option(
      names = "--lanes",
      paramLabel = "N",
      description =
          "servers checked side by side, each in a network of its own, by each agent (default for"
              + " all: one for each CPU, at most 4)")
  private Integer lanes;

  @Option(
      names = "--shared-network",
      description =
          "stay in the machine's network, also where a private one is permitted: one lane")
  private boolean sharedNetwork;

  CheckSelection selection() {
    return new CheckSelection(
        checks == null ? List.of() : Lists.words("--check", checks), claims(claims));
  }

  static List<Integer> claims(String text) {
    return text == null ? List.of() : Lists.numbers("--claim", text, 1, 99);
  }

  Optional<OutputFile> junit() {
    return junit.file();
  }

  Effort effort(boolean several) {
    Effort base = thoroughness(several) == Thoroughness.FULL ? Effort.FULL : Effort.BRIEF;
    if (requests == null) {
      return base;
    }
    if (requests < 1 || requests > Effort.MOST_REQUESTS) {
      throw new UsageException(
          "--requests " + requests + " is not between 1 and " + Effort.MOST_REQUESTS);
    }
    return new Effort(requests, base.trials(), base.floodNs());
  }

  private Thoroughness thoroughness(boolean several) {
    return Optional.ofNullable(effort).orElse(several ? Thoroughness.BRIEF : Thoroughness.FULL);
  }

  /** What of these bears on one check when it is repeated on one server. */
  String repeated(boolean several) {
    List<String> words = new ArrayList<>();
    if (thoroughness(several) == Thoroughness.BRIEF) {
      words.add("--effort " + Thoroughness.BRIEF.name().toLowerCase(Locale.ROOT));
    }
    if (requests != null) {
      words.add("--requests " + requests);
    }
    if (sharedNetwork) {
      words.add("--shared-network");
    }
    return String.join(" ", words);
  }

  /** How many servers are checked side by side. */
  int lanes(boolean several) {
    return saidLanes().orElseGet(() -> several ? Lanes.usual() : 1);
  }

  /** The same as asked for; empty when nobody did. */
  OptionalInt saidLanes() {
    if (lanes == null) {
      return OptionalInt.empty();
    }
    if (lanes < 1 || lanes > Lanes.MOST) {
      throw new UsageException("--lanes " + lanes + " is not between 1 and " + Lanes.MOST);
    }
    return OptionalInt.of(lanes);
  }

  boolean strict() {
    return strict;
  }

  KnownFailures known() {
    return known == null ? KnownFailures.NONE : KnownFailures.read(known);
  }

  boolean sharedNetwork() {
    return sharedNetwork;
  }
}
