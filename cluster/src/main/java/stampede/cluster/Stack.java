package stampede.cluster;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jgroups.PhysicalAddress;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.Discovery;
import org.jgroups.protocols.FD_ALL3;
import org.jgroups.protocols.FILE_PING;
import org.jgroups.protocols.FRAG2;
import org.jgroups.protocols.MERGE3;
import org.jgroups.protocols.MFC;
import org.jgroups.protocols.SHARED_LOOPBACK;
import org.jgroups.protocols.SHARED_LOOPBACK_PING;
import org.jgroups.protocols.TCPPING;
import org.jgroups.protocols.TP;
import org.jgroups.protocols.UFC;
import org.jgroups.protocols.UNICAST3;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.protocols.dns.DNS_PING;
import org.jgroups.protocols.pbcast.GMS;
import org.jgroups.protocols.pbcast.NAKACK2;
import org.jgroups.protocols.pbcast.STABLE;
import org.jgroups.stack.DiagnosticsHandler;
import org.jgroups.stack.IpAddress;
import org.jgroups.stack.Protocol;

/**
 * The protocols of JGroups that membership stands on, from the network upwards. They are put
 * together here and not in a file, so that nothing in the environment changes what a key protects.
 * A connection that breaks makes its other end suspected at once, a member that is silent for
 * {@value #SILENT_MS} ms too; VERIFY_SUSPECT2 asks before anybody believes it.
 */
final class Stack {
  private static final long JOIN_MS = 700;
  private static final long HEARTBEAT_MS = 800;
  private static final long SILENT_MS = 4_000;
  private static final long VERIFY_MS = 500;
  private static final long MERGE_MS = 1_000;
  private static final int CREDITS_BYTES = 4 << 20;
  private static final int FRAGMENT_BYTES = 60_000;
  private static final int MOST_THREADS = 64;

  /** Held, for a logger that nobody holds forgets what it was told. */
  private static final Logger JGROUPS = Logger.getLogger("org.jgroups");

  static {
    // what a user can do something about, members say in words of their own
    JGROUPS.setLevel(Level.SEVERE);
  }

  private Stack() {}

  /** The protocols for a meeting, the transport first. */
  static List<Protocol> of(Meeting meeting, BiConsumer<FramedTcp.Stranger, String> onStranger)
      throws Exception {
    List<Protocol> stack = new ArrayList<>();
    stack.add(transport(meeting, onStranger));
    stack.add(discovery(meeting));
    stack.add(new MERGE3().setMinInterval(MERGE_MS).setMaxInterval(3 * MERGE_MS));
    stack.add(new FD_ALL3().setTimeout(SILENT_MS).setInterval(HEARTBEAT_MS));
    stack.add(new VERIFY_SUSPECT2().setTimeout(VERIFY_MS));
    stack.add(new NAKACK2().useMcastXmit(false));
    stack.add(new UNICAST3());
    stack.add(new STABLE());
    stack.add(
        new GMS()
            .setJoinTimeout(JOIN_MS)
            .setMaxJoinAttempts(5)
            .setLeaveTimeout(JOIN_MS)
            .printLocalAddress(false));
    stack.add(new UFC().setMaxCredits(CREDITS_BYTES));
    stack.add(new MFC().setMaxCredits(CREDITS_BYTES));
    stack.add(new FRAG2().setFragSize(FRAGMENT_BYTES));
    return stack;
  }

  private static TP transport(Meeting meeting, BiConsumer<FramedTcp.Stranger, String> onStranger)
      throws Exception {
    TP transport =
        meeting.place() instanceof Meeting.Place.Here
            ? new SHARED_LOOPBACK()
            : tcp(meeting, onStranger);
    // JGroups would answer whoever asks in the network what this member is and does
    DiagnosticsHandler silent =
        new DiagnosticsHandler(transport.getLog(), transport.getSocketFactory(), null);
    transport.setDiagnosticsHandler(silent.setEnabled(false));
    transport.getThreadPool().setMaxThreads(MOST_THREADS);
    return transport;
  }

  private static FramedTcp tcp(Meeting meeting, BiConsumer<FramedTcp.Stranger, String> onStranger) {
    FramedTcp tcp = new FramedTcp(new Seal(meeting.key()), onStranger);
    tcp.setBindAddr(meeting.bind());
    tcp.setBindPort(meeting.port());
    tcp.setPortRange(Meeting.PORTS - 1);
    tcp.setSockConnTimeout(500);
    tcp.enableSuspectEvents(true);
    // else one thread sends for all, and a machine that cannot be reached holds up what others wait
    // for
    tcp.setBundlerType("no-bundler");
    return tcp;
  }

  /** With one id for all kinds: by it a member knows a question, however it looks itself. */
  private static Discovery discovery(Meeting meeting) {
    Discovery discovery =
        switch (meeting.place()) {
          case Meeting.Place.Hosts(List<InetSocketAddress> hosts) ->
              new TCPPING().setInitialHosts2(everyPort(hosts)).setPortRange(0).asyncDiscovery(true);
          case Meeting.Place.Dns(String name) -> dns(name);
          case Meeting.Place.Folder(Path path) -> new FILE_PING().setLocation(path.toString());
          case Meeting.Place.Here here -> new SHARED_LOOPBACK_PING();
        };
    discovery.setId(ClassConfigurator.getProtocolId(TCPPING.class));
    return discovery;
  }

  private static DNS_PING dns(String name) {
    DNS_PING ping = new DNS_PING();
    ping.setValue("dns_query", name);
    ping.setValue("async_discovery_use_separate_thread_per_request", true);
    return ping;
  }

  private static List<PhysicalAddress> everyPort(List<InetSocketAddress> hosts) {
    List<PhysicalAddress> all = new ArrayList<>();
    for (InetSocketAddress host : hosts) {
      for (int next = 0; next < Meeting.PORTS; next++) {
        all.add(new IpAddress(host.getAddress(), host.getPort() + next));
      }
    }
    return all;
  }
}
