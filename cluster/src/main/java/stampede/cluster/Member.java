package stampede.cluster;

import java.util.Optional;

/** An agent as its controller knows it. One thread uses it. */
final class Member {
  final Peer peer;
  final String name;
  Optional<Message.Ready> ready = Optional.empty();
  Optional<ClockOffset> offset = Optional.empty();
  Optional<String> result = Optional.empty();
  Optional<String> verdict = Optional.empty();
  int pongs;
  long startNs;
  int intervals;
  int said;
  long heardNs;

  Member(Peer peer, String name, long nowNs) {
    this.peer = peer;
    this.name = name;
    this.heardNs = nowNs;
  }
}
