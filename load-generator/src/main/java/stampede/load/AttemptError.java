package stampede.load;

import java.util.Locale;
import stampede.contract.Outcome;
import stampede.linux.Errno;

/**
 * Why an attempt did not end well, as one number: the phase it was in and what went wrong there,
 * which is an error of the kernel or one of our own words. This is the numbering that stands in the
 * history. Pure; {@link #name} alone allocates.
 */
public final class AttemptError {
  /** Nothing went wrong. */
  public static final int NONE = 0;

  /** No end came within the time-out. */
  static final int TIMEOUT = 256;

  /** The stream ended before the answer did. */
  static final int END_OF_STREAM = 257;

  /** A well-formed answer that is not to this request. */
  static final int WRONG_ANSWER = 258;

  /** Bytes that are no answer of the protocol. */
  static final int CORRUPT = 259;

  /** More bytes than the answer has. */
  static final int TOO_MUCH = 260;

  /** The server says the request was malformed. */
  static final int MALFORMED_REQUEST = 261;

  /** Not HTTP/1.x, or framed in a way it forbids. */
  static final int HTTP_MALFORMED = 262;

  /** The run was cancelled first. */
  static final int CANCELLED = 263;

  /** An HTTP status other than 200, added to this. */
  static final int HTTP_STATUS = 1000;

  private static final int CODES = 2048;
  private static final Phase[] PHASES = Phase.values();

  /** How many error numbers there are: all are at least 0 and less. */
  static final int COUNT = CODES * PHASES.length;

  /** What the attempt was doing; numbered in order of declaration. */
  public enum Phase {
    CONNECT(0),
    SEND(1),
    RECEIVE(2),
    ANSWER(3);

    private final int number;
    private final String word = name().toLowerCase(Locale.ROOT);

    Phase(int number) {
      this.number = number;
    }
  }

  private AttemptError() {}

  /**
   * An error number.
   *
   * @param code a word of this class, or the negative result of a call
   */
  static int of(Phase phase, int code) {
    return phase.number * CODES + Math.min(Math.abs(code), CODES - 1);
  }

  /** What an error in the answer's content makes of the attempt. */
  static Outcome outcomeOfAnswer(int code) {
    return code >= HTTP_STATUS || code == MALFORMED_REQUEST
        ? Outcome.INDETERMINATE
        : Outcome.ANSWERED_WRONGLY;
  }

  /** The error as {@code PHASE.NAME}, such as {@code connect.ECONNREFUSED}; empty for none. */
  public static String name(int error) {
    if (error == NONE) {
      return "";
    }
    return PHASES[error / CODES].word + "." + codeName(error % CODES);
  }

  private static String codeName(int code) {
    return switch (code) {
      case TIMEOUT -> "timeout";
      case END_OF_STREAM -> "end-of-stream";
      case WRONG_ANSWER -> "wrong-answer";
      case CORRUPT -> "corrupt";
      case TOO_MUCH -> "too-much";
      case MALFORMED_REQUEST -> "malformed-request";
      case HTTP_MALFORMED -> "http-malformed";
      case CANCELLED -> "cancelled";
      default -> code >= HTTP_STATUS ? "http-status-" + (code - HTTP_STATUS) : errnoName(code);
    };
  }

  private static String errnoName(int code) {
    Errno errno = Errno.of(-code);
    return errno == Errno.UNKNOWN ? "errno-" + code : errno.name();
  }
}
