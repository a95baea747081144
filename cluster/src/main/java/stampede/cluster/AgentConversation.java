package stampede.cluster;

import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The conversation of one run, on the agent's side. */
final class AgentConversation implements Conversation {
  private static final int MOST_WAITING = 1024;

  private final Group group;
  private final Peer controller;
  private final long run;
  private final BlockingQueue<String> answers = new ArrayBlockingQueue<>(MOST_WAITING);
  private int intervals;
  private int said;

  AgentConversation(Group group, Peer controller, long run) {
    this.group = group;
    this.controller = controller;
    this.run = run;
  }

  @Override
  public synchronized void tell(Work.Progress progress) {
    group.send(controller, new Message.Interval(run, intervals++, progress));
  }

  @Override
  public synchronized void say(String text) {
    group.send(controller, new Message.Said(run, said, text));
    said++;
  }

  @Override
  public Optional<String> hear(long timeoutNs) {
    try {
      return Optional.ofNullable(answers.poll(timeoutNs, TimeUnit.NANOSECONDS));
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** An answer has come; whether there was room for it. */
  boolean take(String answer) {
    return answers.offer(answer);
  }
}
