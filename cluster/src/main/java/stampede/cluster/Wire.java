package stampede.cluster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import stampede.cluster.Message.Answer;
import stampede.cluster.Message.Call;
import stampede.cluster.Message.Done;
import stampede.cluster.Message.Evidence;
import stampede.cluster.Message.Go;
import stampede.cluster.Message.Hello;
import stampede.cluster.Message.Interval;
import stampede.cluster.Message.Ping;
import stampede.cluster.Message.Pong;
import stampede.cluster.Message.Prepare;
import stampede.cluster.Message.Ready;
import stampede.cluster.Message.Refused;
import stampede.cluster.Message.Said;
import stampede.cluster.Message.Stop;
import stampede.cluster.Message.Verdict;

/**
 * How a {@link Message} is written: its version, its kind, its fields in order. Numbers are
 * big-endian, text is UTF-8, and text and bytes have their length in four bytes before them.
 *
 * <pre>
 *   version (1) kind (1) | run (8) | ...      CALL and HELLO belong to no run and have none
 * </pre>
 *
 * <p>What is read may come from anybody: no length is believed before it was held against the
 * message's own, and what is left over is an error like what is missing. Pure; any thread.
 */
final class Wire {
  /** No message is longer. */
  static final int MOST_BYTES = Message.RESULT_BYTES + 64;

  /** Raised with every change of the form; a kind that is added to the others changes none. */
  static final byte VERSION = 2;

  // the kinds, as they are written: never renumbered, new ones go to the end
  private static final byte CALL = 0;
  private static final byte HELLO = 1;
  private static final byte PREPARE = 2;
  private static final byte READY = 3;
  private static final byte REFUSED = 4;
  private static final byte PING = 5;
  private static final byte PONG = 6;
  private static final byte GO = 7;
  private static final byte INTERVAL = 8;
  private static final byte DONE = 9;
  private static final byte EVIDENCE = 10;
  private static final byte VERDICT = 11;
  private static final byte STOP = 12;
  private static final byte SAID = 13;
  private static final byte ANSWER = 14;

  private Wire() {}

  /** Writes a message. */
  static byte[] encode(Message message) {
    return switch (message) {
      case Call() -> new Encoding(CALL).bytes();
      case Hello(String name, int capacity) ->
          new Encoding(HELLO).text(name).number(capacity).bytes();
      case Prepare(long run, String order) -> new Encoding(PREPARE).number(run).text(order).bytes();
      case Ready(long run, long ticket, String facts) ->
          new Encoding(READY).number(run).number(ticket).text(facts).bytes();
      case Refused(long run, String why) -> new Encoding(REFUSED).number(run).text(why).bytes();
      case Ping(long run, int number) -> new Encoding(PING).number(run).number(number).bytes();
      case Pong(long run, int number, long receivedNs, long sentNs) ->
          new Encoding(PONG).number(run).number(number).number(receivedNs).number(sentNs).bytes();
      case Go(long run, long ticket, long atNs) ->
          new Encoding(GO).number(run).number(ticket).number(atNs).bytes();
      case Interval interval -> encode(interval);
      case Done(long run, String result) -> new Encoding(DONE).number(run).text(result).bytes();
      case Evidence(long run, boolean last, ByteBuffer piece) ->
          new Encoding(EVIDENCE).number(run).number(last ? 1 : 0).block(piece).bytes();
      case Verdict(long run, String text) -> new Encoding(VERDICT).number(run).text(text).bytes();
      case Stop(long run, String why) -> new Encoding(STOP).number(run).text(why).bytes();
      case Said(long run, int number, String text) ->
          new Encoding(SAID).number(run).number(number).text(text).bytes();
      case Answer(long run, String text) -> new Encoding(ANSWER).number(run).text(text).bytes();
    };
  }

  private static byte[] encode(Interval interval) {
    Work.Progress progress = interval.progress();
    return new Encoding(INTERVAL)
        .number(interval.run())
        .number(interval.number())
        .number(progress.second())
        .number(progress.begun())
        .number(progress.ok())
        .number(progress.failed())
        .number(progress.indeterminate())
        .number(progress.errors())
        .number(progress.underWayNs())
        .number(progress.longestNs())
        .number(progress.whole() ? 1 : 0)
        .block(progress.latencies())
        .bytes();
  }

  /**
   * Reads a message.
   *
   * @throws MalformedMessageException when it is none
   */
  static Message decode(byte[] bytes, int offset, int length) {
    if (length > MOST_BYTES) {
      throw new MalformedMessageException("a message of " + length + " bytes is too long");
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
    try {
      Message message = decode(in);
      if (in.hasRemaining()) {
        throw new MalformedMessageException(in.remaining() + " bytes are left over");
      }
      return message;
    } catch (BufferUnderflowException cut) {
      throw new MalformedMessageException("it ends in the middle", cut);
    } catch (CharacterCodingException notText) {
      throw new MalformedMessageException("its text is not UTF-8", notText);
    } catch (IllegalArgumentException outOfBounds) {
      throw new MalformedMessageException(outOfBounds.getMessage(), outOfBounds);
    }
  }

  private static Message decode(ByteBuffer in) throws CharacterCodingException {
    byte version = in.get();
    if (version != VERSION) {
      throw new MalformedMessageException(
          "it is of version " + version + " of the protocol, and ours is " + VERSION);
    }
    byte kind = in.get();
    return switch (kind) {
      case CALL -> new Call();
      case HELLO -> new Hello(text(in), small(in));
      case PREPARE -> new Prepare(in.getLong(), text(in));
      case READY -> new Ready(in.getLong(), in.getLong(), text(in));
      case REFUSED -> new Refused(in.getLong(), text(in));
      case PING -> new Ping(in.getLong(), small(in));
      case PONG -> new Pong(in.getLong(), small(in), in.getLong(), in.getLong());
      case GO -> new Go(in.getLong(), in.getLong(), in.getLong());
      case INTERVAL -> interval(in);
      case DONE -> new Done(in.getLong(), text(in));
      case EVIDENCE -> new Evidence(in.getLong(), flag(in), block(in));
      case VERDICT -> new Verdict(in.getLong(), text(in));
      case STOP -> new Stop(in.getLong(), text(in));
      case SAID -> new Said(in.getLong(), small(in), text(in));
      case ANSWER -> new Answer(in.getLong(), text(in));
      default -> throw new MalformedMessageException("there is no kind " + kind);
    };
  }

  private static Interval interval(ByteBuffer in) {
    return new Interval(in.getLong(), small(in), progress(in));
  }

  private static Work.Progress progress(ByteBuffer in) {
    return new Work.Progress(
        small(in),
        count(in),
        count(in),
        count(in),
        count(in),
        count(in),
        in.getLong(),
        count(in),
        flag(in),
        block(in));
  }

  private static long count(ByteBuffer in) {
    long count = in.getLong();
    if (count < 0) {
      throw new MalformedMessageException(count + " cannot be a count");
    }
    return count;
  }

  private static int small(ByteBuffer in) {
    long number = count(in);
    if (number > Integer.MAX_VALUE) {
      throw new MalformedMessageException(number + " is no number of a message");
    }
    return (int) number;
  }

  private static boolean flag(ByteBuffer in) {
    long flag = in.getLong();
    if (flag != 0 && flag != 1) {
      throw new MalformedMessageException(flag + " is neither yes nor no");
    }
    return flag == 1;
  }

  private static String text(ByteBuffer in) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(block(in)).toString();
  }

  private static ByteBuffer block(ByteBuffer in) {
    int length = in.getInt();
    if (length < 0 || length > in.remaining()) {
      throw new MalformedMessageException(
          "it tells of " + length + " bytes and has " + in.remaining());
    }
    ByteBuffer block = in.slice(in.position(), length);
    in.position(in.position() + length);
    return block;
  }
}
