package stampede.cluster;

import java.nio.ByteBuffer;

/**
 * What controller and agents tell each other; {@link Agent} draws who says what when. {@code run}
 * names the run that a message belongs to: whatever belongs to another is passed over. Whatever is
 * longer than its bound is refused when it is made, here as on the other side.
 */
public sealed interface Message {
  /** The most bytes of a name, in UTF-8. */
  int NAME_BYTES = 256;

  /** The most bytes of a reason. */
  int WHY_BYTES = 8 << 10;

  /** The most bytes of an order, and of what a member says of itself. */
  int ORDER_BYTES = 256 << 10;

  /** The most bytes of what a work says while it is done, and of an answer. */
  int WORDS_BYTES = 256 << 10;

  /** The most bytes of a result, and of a verdict. */
  int RESULT_BYTES = 4 << 20;

  /** The most bytes of a piece of evidence, and of a histogram. */
  int PIECE_BYTES = 256 << 10;

  /** Of the controller: who is there? */
  record Call() implements Message {}

  /**
   * Of an agent, to a call.
   *
   * @param name for people
   * @param capacity how much of a work it can take, in the measure of that work, at least 1
   */
  record Hello(String name, int capacity) implements Message {
    /** Checks the bounds. */
    public Hello {
      Bounds.bounded("name", name, NAME_BYTES);
      if (capacity < 1) {
        throw new IllegalArgumentException("an agent of capacity " + capacity);
      }
    }
  }

  /**
   * Of the controller: make ready for this.
   *
   * @param order what is to be done, in words that the work understands
   */
  record Prepare(long run, String order) implements Message {
    /** Checks the bound. */
    public Prepare {
      Bounds.bounded("order", order, ORDER_BYTES);
    }
  }

  /**
   * Of an agent: ready.
   *
   * @param ticket drawn for this answer alone; only a GO that bears it is obeyed
   * @param facts what the member says of itself
   */
  record Ready(long run, long ticket, String facts) implements Message {
    /** Checks the bound. */
    public Ready {
      Bounds.bounded("facts", facts, ORDER_BYTES);
    }
  }

  /** Of an agent: no, or not any more. */
  record Refused(long run, String why) implements Message {
    /** Checks the bound. */
    public Refused {
      Bounds.bounded("reason", why, WHY_BYTES);
    }
  }

  /**
   * Of the controller: what does your clock say? It also says that the controller is alive.
   *
   * @param number that the answer repeats
   */
  record Ping(long run, int number) implements Message {}

  /**
   * Of an agent, to a ping.
   *
   * @param receivedNs its clock when the ping came
   * @param sentNs its clock when the answer left
   */
  record Pong(long run, int number, long receivedNs, long sentNs) implements Message {}

  /**
   * Of the controller: begin.
   *
   * @param ticket of that member's READY
   * @param atNs when, on that member's clock
   */
  record Go(long run, long ticket, long atNs) implements Message {}

  /**
   * Of an agent, while it works: what it has counted.
   *
   * @param number from 0
   */
  record Interval(long run, int number, Work.Progress progress) implements Message {}

  /**
   * Of an agent, while it works: what its work has to say.
   *
   * @param number from 0
   */
  record Said(long run, int number, String text) implements Message {
    /** Checks the bound. */
    public Said {
      Bounds.bounded("word", text, WORDS_BYTES);
    }
  }

  /** Of the controller, to an agent that works: what its work is answered. */
  record Answer(long run, String text) implements Message {
    /** Checks the bound. */
    public Answer {
      Bounds.bounded("answer", text, WORDS_BYTES);
    }
  }

  /** Of an agent: the work is done, and this came of it. */
  record Done(long run, String result) implements Message {
    /** Checks the bound. */
    public Done {
      Bounds.bounded("result", result, RESULT_BYTES);
    }
  }

  /**
   * Of the controller: what the other side recorded of this member's work.
   *
   * @param last whether no more pieces follow
   */
  record Evidence(long run, boolean last, ByteBuffer piece) implements Message {
    /** Checks the bound; nobody can change it afterwards. */
    public Evidence {
      piece = Bounds.bounded("piece of evidence", piece);
    }

    @Override
    public ByteBuffer piece() {
      return piece.duplicate();
    }
  }

  /** Of an agent: what its own records and the evidence come to. */
  record Verdict(long run, String text) implements Message {
    /** Checks the bound. */
    public Verdict {
      Bounds.bounded("verdict", text, RESULT_BYTES);
    }
  }

  /** Of the controller: it is over, well or not; of an agent nothing more is wanted. */
  record Stop(long run, String why) implements Message {
    /** Checks the bound. */
    public Stop {
      Bounds.bounded("reason", why, WHY_BYTES);
    }
  }
}
