package stampede.server.strategy;

import java.util.BitSet;
import java.util.List;
import stampede.linux.Affinity;
import stampede.linux.ListeningSocket;
import stampede.linux.ReuseportFilter;

/**
 * As {@link Reuseport}, but a classic BPF program of the kernel chooses the socket by the CPU that
 * receives the connection. Handlers are dealt out to the server's CPUs in turn, as {@code
 * place=spread} places them; of the several handlers of a CPU one is chosen at random, and with
 * fewer handlers than CPUs a handler serves several. A CPU that is not the server's, such as that
 * of a client on the same machine, uses the handlers of one that is. Without {@code place=spread}
 * the same handlers are chosen, but nothing keeps them on their CPU.
 *
 * <p>Nothing looks at who is busy: where one CPU receives all connections, its handlers alone
 * serve, and ST-no-starved-handler shows it. Origin: the kernel's SO_ATTACH_REUSEPORT_CBPF. Source:
 * socket(7), {@link ReuseportFilter}.
 */
final class ReuseportCpu implements HandlerStrategy {
  @Override
  public String name() {
    return "reuseport-cpu";
  }

  @Override
  public Traits traits() {
    return Traits.split(
            "one SO_REUSEPORT socket per handler; classic BPF picks one of the receiving CPU's",
            "kernel SO_ATTACH_REUSEPORT_CBPF",
            "idle CPUs do not help busy ones; handlers of a CPU that receives nothing starve")
        .stranding("a request waits for a handler of the CPU that received it");
  }

  @Override
  public Provision provide(ProvisionPlace place) {
    BitSet cpus = Affinity.ofThisThread();
    return new Provision() {
      @Override
      public void socketsChanged(List<ListeningSocket> sockets) {
        ReuseportFilter.byCpu(cpus, sockets.size()).attach(sockets.getFirst());
      }
    };
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> reading.of(accepting.accept(listener));
  }
}
