package stampede.harness.cluster;

import stampede.contract.ControlMessage;
import stampede.report.Server;
import stampede.report.SuiteText;
import stampede.report.conformance.CheckRecord;

/**
 * What an agent says while it checks servers, as text. Servers go by their number in the order.
 *
 * <pre>
 *   agent                                 controller
 *   -----                                 ----------
 *   FREE                          ---&gt;    any server left that this agent can have?
 *                                 &lt;---    TAKE server, or NONE
 *   BEGUN server, check           ---&gt;
 *   ENDED server, record          ---&gt;    ... for each check, in order
 *   OVER server, seen, served     ---&gt;    or MISSING server, reason
 *   FREE                          ---&gt;    ... each lane of the agent for itself
 * </pre>
 */
sealed interface SuiteWord {
  /** A lane has nothing to do. */
  record Free() implements SuiteWord {}

  /**
   * A check begins.
   *
   * @param check its number in the order
   */
  record Begun(int server, int check) implements SuiteWord {}

  /** A check has ended. */
  record Ended(int server, CheckRecord record) implements SuiteWord {}

  /**
   * A server's turn has ended.
   *
   * @param seen the server, with what is known of it only now
   * @param served whether it answered a plain request before anything was checked
   */
  record Over(int server, Server seen, boolean served) implements SuiteWord {}

  /** A server could not be started. */
  record Missing(int server, String reason) implements SuiteWord {}

  /** The text to send. */
  default String text() {
    return switch (this) {
      case Free() -> "free";
      case Begun(int server, int check) -> of("begun", server).with("check", check).text();
      case Ended(int server, CheckRecord record) ->
          of("ended", server).with("record", SuiteText.write(record)).text();
      case Over(int server, Server seen, boolean served) ->
          of("over", server).with("seen", SuiteText.write(seen)).with("served", served).text();
      case Missing(int server, String reason) ->
          of("missing", server).with("reason", reason).text();
    };
  }

  private static ControlMessage of(String verb, int server) {
    return ControlMessage.of(verb).with("server", server);
  }

  /**
   * Reads one.
   *
   * @throws IllegalArgumentException when it is none
   */
  static SuiteWord parse(String text) {
    ControlMessage told = ControlMessage.parse(text);
    SuiteWord word =
        switch (told.verb()) {
          case "free" -> new Free();
          case "begun" -> new Begun(server(told), small(told, "check"));
          case "ended" -> new Ended(server(told), SuiteText.check(told.required("record")));
          case "over" ->
              new Over(
                  server(told),
                  SuiteText.server(told.required("seen")),
                  ConformOrder.isTrue(told, "served"));
          case "missing" -> new Missing(server(told), told.required("reason"));
          default -> throw new IllegalArgumentException("there is no word '" + told.verb() + "'");
        };
    int known = word.getClass().getRecordComponents().length;
    if (told.values().size() != known) {
      throw new IllegalArgumentException(
          "'" + told.verb() + "' has " + told.values().size() + " values and not " + known);
    }
    return word;
  }

  private static int server(ControlMessage told) {
    return small(told, "server");
  }

  private static int small(ControlMessage told, String name) {
    long number = told.number(name);
    if (number < 0 || number > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(name + "=" + number + " is no number of an order");
    }
    return (int) number;
  }

  /**
   * What a lane that is free is answered.
   *
   * @param server the one to check, by its number; negative for none
   */
  record Next(int server) {
    private static final String TAKE = "take";

    /** There is no server left. */
    static final Next NONE = new Next(-1);

    /** The text to send. */
    String text() {
      return server < 0 ? "none" : of(TAKE, server).text();
    }

    /**
     * Reads one.
     *
     * @throws IllegalArgumentException when it is none
     */
    static Next parse(String text) {
      ControlMessage told = ControlMessage.parse(text);
      if (told.verb().equals(TAKE)) {
        return new Next(SuiteWord.server(told));
      }
      if (told.verb().equals("none")) {
        return NONE;
      }
      throw new IllegalArgumentException("there is no answer '" + told.verb() + "'");
    }
  }
}
