package stampede.harness.conformance;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What each claim says, in a sentence of ours. The checks say how it is seen. */
public final class Claims {
  private static final Map<Integer, String> STATEMENTS = statements();

  private Claims() {}

  /** Every number there is, ascending. */
  public static Set<Integer> all() {
    return STATEMENTS.keySet();
  }

  /** The statement of a claim; throws {@link IllegalArgumentException} when there is none. */
  public static String statement(int claim) {
    if (!STATEMENTS.containsKey(claim)) {
      throw new IllegalArgumentException("there is no claim " + claim);
    }
    return STATEMENTS.get(claim);
  }

  private static Map<Integer, String> statements() {
    Map<Integer, String> all = new TreeMap<>();
    systems(all);
    methods(all);
    software(all);
    return all;
  }

  private static void systems(Map<Integer, String> all) {
    all.put(
        1,
        "One request tells several handlers at once: one services it, the others take later ones or"
            + " process the error; address, finite buffer and spawner are there");
    all.put(2, "A handler process holds several threads, each handling requests by itself");
    all.put(3, "The spawner makes the population of handlers larger and smaller");
    all.put(4, "Handlers run on each of several processors");
    all.put(
        10,
        "All of claim 1 over a network, with a flag that shows whether requests wait, and a"
            + " population balanced between fast service and resources");
    all.put(11, "What claim 5 does, as a system that has the means for it");
    all.put(22, "What claim 12 does, as a system that has the means for it");
  }

  private static void methods(Map<Integer, String> all) {
    all.put(
        5,
        "Several handlers are told at once that requests wait in the buffer; they accept each of"
            + " them in parallel, or as many as there are handlers");
    all.put(6, "Threads within handler processes attempt to accept as well");
    all.put(7, "Handler processes come to run on several processors");
    all.put(8, "The population of handlers is made larger and smaller to follow the load");
    all.put(9, "Kernel and spawner together open the well-known address");
    all.put(
        12,
        "Substantially all available handlers are told at once; they accept substantially all"
            + " pending requests, or as many as there are available handlers, and service them");
    all.put(13, "Available handlers that got nothing process the error");
    all.put(14, "A spawner creates the handlers, of which the available ones are some");
    all.put(15, "Telling sets a flag that substantially all handlers can read at any time");
    all.put(16, "The well-known address is opened before it is served");
    all.put(23, "Handlers that got a request service it, those that did not process the error");
  }

  private static void software(Map<Integer, String> all) {
    all.put(17, "What claim 12 does, as software");
    all.put(18, "The software has handlers that got nothing process the error");
    all.put(19, "The software creates the handlers by a spawner, the available ones among them");
    all.put(20, "The software sets a flag that substantially all handlers can read at any time");
    all.put(21, "The software opens the well-known address");
  }
}
