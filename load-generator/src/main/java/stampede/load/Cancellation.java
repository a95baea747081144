package stampede.load;

/** Asks a flood to end early. Any thread may cancel; the load threads look. */
final class Cancellation {
  private volatile boolean cancelled;

  void cancel() {
    cancelled = true;
  }

  boolean isCancelled() {
    return cancelled;
  }
}
