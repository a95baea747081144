package stampede.report.html;

import java.util.List;

/** The words of the report, for somebody who meets them for the first time. */
final class WordsSection implements Section {
  @Override
  public String anchor() {
    return "words";
  }

  @Override
  public String title() {
    return "Words";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    return List.of(
        new Block.Facts(
            List.of(
                word("well-known address", "The one address that all clients connect to."),
                word(
                    "buffer, backlog",
                    "Where the kernel keeps connections that no handler has accepted yet. It is"
                        + " finite."),
                word("pending request", "A connection waiting in the buffer."),
                word(
                    "handler",
                    "One thread of execution that services requests: a thread, a process, or a"
                        + " thread of a handler process."),
                word(
                    "strategy",
                    "One way to accept in parallel: how handlers learn of requests, who may try,"
                        + " and whether they share one buffer."),
                word("wakeup", "A handler leaving sleep because of the address."),
                word("empty accept", "An attempt to accept that found nothing."),
                word(
                    "cell",
                    "One server, on a number of CPUs, under one load; measured in several rounds."),
                word(
                    "closed load",
                    "A fixed number of clients, each of which waits for its answer before it sends"
                        + " again. A slow server slows them too."),
                word(
                    "constant, poisson, burst, ramp, steps load",
                    "Requests arrive by a schedule, whatever the server does."),
                word(
                    "indeterminate",
                    "The client cannot know whether the request was serviced, for example after a"
                        + " reset."),
                word("–", "Not known. Never the same as 0."))));
  }

  private static Block.Fact word(String name, String meaning) {
    return new Block.Fact(name, meaning);
  }
}
