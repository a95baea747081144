package stampede.harness.mutant;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;

/**
 * Servers in another language, each with one defect, in src/test/mutants/server.py: what must be
 * seen of each, and what may be.
 */
@SuppressWarnings("ImmutableEnumChecker") // its sets are made by Set.of
enum Mutant {
  /** The unbroken twin. */
  NONE("nothing is wrong with it", 1, Set.of(), Set.of()),
  SERVICES_TWICE(
      "records one request in 500 twice", 500, Set.of("PA-05-serviced-exactly-once"), audits()),
  ACCEPTS_AND_FORGETS(
      "closes one connection in 500 without a word",
      500,
      Set.of("PA-05-serviced-exactly-once"),
      audits()),
  RECORDS_WITHOUT_SERVICE(
      "records one request in 500 and does not answer it",
      500,
      Set.of("PA-05-serviced-exactly-once"),
      audits()),
  FORGETS_THE_LEDGER(
      "answers one request in 500 and does not record it",
      500,
      Set.of("PA-05-serviced-exactly-once"),
      audits()),
  SWAPS_ANSWERS(
      "gives one request in 500 the answer of the one before",
      500,
      Set.of("PA-05-serviced-exactly-once"),
      audits()),
  ANSWERS_TWICE(
      "sends one answer in 500 twice", 500, Set.of("PA-05-serviced-exactly-once"), audits()),
  SPINS_ON_EMFILE(
      "tries again at once when it has no descriptor left",
      1,
      Set.of("ER-descriptors-exhausted"),
      Set.of()),
  DIES_ON_EMFILE(
      "a handler ends when it has no descriptor left",
      1,
      Set.of("ER-descriptors-exhausted"),
      Set.of("ER-accept-errno")),
  DIES_ON_RESET(
      "a handler ends when a client resets its connection",
      1,
      Set.of("ER-reset-before-accept"),
      Set.of("ER-close-before-request")),
  STRANDS_ON_EDGES(
      "accepts once for each edge",
      1,
      Set.of("ST-no-stranded-request"),
      Set.of(
          "PA-01-finite-buffer",
          "PA-05-stored-until-accepted",
          "PA-09-address-before-handlers",
          "PA-05-accept-all-pending",
          "PA-05-accept-up-to-available",
          "PA-05-accept-in-parallel",
          "PA-05-serviced-exactly-once",
          "PA-10-many-clients",
          "ST-no-starved-handler",
          "ER-")),
  STARVES_A_HANDLER(
      "one handler never accepts",
      1,
      Set.of("ST-no-starved-handler", "PA-05-accept-all-pending"),
      Set.of("PA-05-accept-up-to-available", "PA-12-", "PA-01-losers-serve-later")),
  LEAKS_DESCRIPTORS(
      "keeps a descriptor of each connection that came to nothing",
      1,
      Set.of("ER-close-before-request"),
      Set.of("ER-garbage-request")),
  KEEPS_THE_LOCK(
      "the lock around accept stays with a handler that was killed",
      1,
      Set.of("ER-lock-holder-killed"),
      Set.of("PA-", "ER-handler-", "ER-silent-client", "ER-slow-client", "ST-")),
  SILENCE_BLOCKS_ALL(
      "waits for the first byte of a client with the lock around accept in its hands",
      1,
      Set.of("ER-silent-client"),
      Set.of("ER-", "PA-", "ST-")),
  NOTIFIES_ONE(
      "wakes one handler for a request, and says that it wakes all",
      1,
      Set.of("PA-05-notify-plurality", "PA-12-notify-all-available"),
      Set.of("PA-12-notify-in-parallel", "PA-13-", "PA-01-losers-serve-later")),
  QUEUES_IN_USER_SPACE(
      "accepts everything at once into a queue without bounds",
      1,
      Set.of("PA-01-finite-buffer"),
      Set.of("PA-", "ER-", "ST-")),
  SHRINKS_THE_BUSY(
      "ends a handler in the middle of a service",
      1,
      Set.of("PA-03-shrink-loses-nothing"),
      Set.of("PA-", "ST-", "ER-graceful-stop")),
  OSCILLATES(
      "has more handlers and fewer, ten times a second, whatever the load",
      1,
      Set.of("PA-10-balance"),
      Set.of("PA-", "ST-", "ER-"));

  /** Of these, one handler at a time is told of a request. */
  private static final Set<Mutant> ONE_AT_A_TIME =
      EnumSet.of(QUEUES_IN_USER_SPACE, KEEPS_THE_LOCK, SILENCE_BLOCKS_ALL, STRANDS_ON_EDGES);

  private static final Path SCRIPT =
      Path.of(
          System.getProperty("stampede.root"), "harness", "src", "test", "mutants", "server.py");

  private final String what;
  private final int every;
  private final Set<String> must;
  private final Set<String> may;

  Mutant(String what, int every, Set<String> must, Set<String> may) {
    this.what = what;
    this.every = every;
    this.must = must;
    this.may = may;
  }

  private static Set<String> audits() {
    return Set.of("PA-", "ER-", "ST-");
  }

  /** What is wrong with it. */
  String what() {
    return what;
  }

  /** Its name on its command line. */
  String defect() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The checks that must fail, in order. */
  List<String> must() {
    return List.copyOf(new TreeSet<>(must));
  }

  /** Whether a check may fail that need not: it sees the same defect from another side. */
  boolean may(String check) {
    return must.contains(check) || may.stream().anyMatch(check::startsWith);
  }

  /** Whether its number of handlers changes. */
  private boolean changes() {
    return this == SHRINKS_THE_BUSY || this == OSCILLATES;
  }

  /** It, as any command is a server. */
  ServerUnderTest server() {
    return changes() ? server(2, 5) : server(4, 4);
  }

  /** The same, with a number of handlers that changes. */
  ServerUnderTest changing() {
    return server(2, 5);
  }

  private ServerUnderTest server(int handlers, int most) {
    return Servers.parse(
        ("exec,command=\"python3 '%s' {port} {ledger} {backlog} %s %d %d %d\",protocol=http"
                + ",work=on,notifies=%s,handlers=%d,policy=%s")
            .formatted(
                SCRIPT,
                defect(),
                every,
                handlers,
                most,
                ONE_AT_A_TIME.contains(this) ? "one" : "all",
                handlers,
                most > handlers ? "own" : "fixed"));
  }
}
