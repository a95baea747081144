package stampede.server.strategy;

import stampede.linux.Poll;

/**
 * Each handler waits in poll(2) for the shared socket, then attempts a non-blocking accept: the
 * claims as they are written, on the oldest call that waits for several descriptors. Every pending
 * request wakes every available handler, and nearly every loser comes all the way back to find
 * EAGAIN, so this herd is seen in full. Origin: UNP serv02 with select, gunicorn. Source: poll(2),
 * fs/select.c.
 */
final class PollThenAccept implements HandlerStrategy {
  @Override
  public String name() {
    return "poll";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ALL,
        true,
        "poll on the shared socket, then non-blocking accept",
        "UNP serv02l, gunicorn",
        "full herd: every request wakes every available handler, and all but one find nothing");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> {
      int ready = Poll.await(listener, Poll.IN, -1);
      return reading.of(ready < 0 ? ready : accepting.acceptNow(listener));
    };
  }
}
