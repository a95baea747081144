package stampede.server.spawner;

import java.util.List;
import stampede.contract.HandlerSlot;

/** A handler that is a thread of the spawner's process. */
final class HandlerThread implements HandlerGroup {
  private final HandlerSlot slot;
  private final Handler handler;
  private Thread thread;

  HandlerThread(HandlerSlot slot, Handler handler) {
    this.slot = slot;
    this.handler = handler;
  }

  @Override
  public List<HandlerSlot> slots() {
    return List.of(slot);
  }

  @Override
  public void start() {
    slot.prepare();
    thread = Thread.ofPlatform().name("handler-" + slot.handler()).daemon().start(handler);
  }

  @Override
  public void stop() {
    slot.wantStop();
  }

  @Override
  public boolean isAlive() {
    return thread != null && thread.isAlive();
  }

  @Override
  public void end() {
    // a thread has no end but its own; halting the process ends it
  }
}
