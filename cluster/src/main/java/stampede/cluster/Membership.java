package stampede.cluster;

import java.io.ObjectInputFilter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Receiver;
import org.jgroups.View;
import stampede.linux.Clock;

/**
 * Being one of a cluster: who else is, and what they say. Only bytes that {@link Wire} reads are
 * taken from a message, and no object is ever made of what came by Java's serialisation.
 *
 * <pre>{@code
 * try (Membership members = Membership.join(meeting, "agent a")) {
 *   Optional<Happening> next = members.poll(timeoutNs);
 * }
 * }</pre>
 */
public final class Membership implements Group, AutoCloseable {
  private static final String CLUSTER = "stampede";
  private static final int MOST_WAITING = 4096;
  private static final long PATIENCE_S = 5;

  /** Held, for a logger that nobody holds forgets its level. */
  private static final Logger SILENCED = silenced();

  private final JChannel channel;
  private final BlockingQueue<Happening> mailbox = new ArrayBlockingQueue<>(MOST_WAITING);
  private final ConcurrentLinkedQueue<String> refusals = new ConcurrentLinkedQueue<>();
  private volatile Set<Peer> peers = Set.of();
  private volatile boolean overrun;

  private Membership(Meeting meeting) throws Exception {
    this.channel = new JChannel(Stack.of(meeting, this::onStranger));
  }

  /** What goes wrong is told by what we throw; JGroups' warnings are of its own inner life. */
  private static Logger silenced() {
    if (ObjectInputFilter.Config.getSerialFilter() == null) {
      ObjectInputFilter.Config.setSerialFilter(any -> ObjectInputFilter.Status.REJECTED);
    }
    Logger logger = Logger.getLogger("org.jgroups");
    logger.setLevel(Level.OFF);
    return logger;
  }

  /**
   * Joins those whom it finds, or is the first.
   *
   * @param name of this member, for JGroups alone
   * @throws ClusterException with a message for people when the address cannot be had, or those who
   *     are there have another key
   */
  public static Membership join(Meeting meeting, String name) {
    SILENCED.setLevel(Level.OFF);
    Optional<Membership> joining = Optional.empty();
    try {
      Membership membership = new Membership(meeting);
      joining = Optional.of(membership);
      membership.connect(name);
      membership.requireNoRefusal();
      return membership;
    } catch (ClusterException refused) {
      joining.ifPresent(Membership::close);
      throw refused;
    } catch (Exception failure) {
      joining.ifPresent(Membership::close);
      throw new ClusterException(
          "cannot be a member at "
              + meeting.bind().getHostAddress()
              + ", port "
              + meeting.port()
              + " to "
              + (meeting.port() + Meeting.PORTS - 1)
              + ": "
              + cause(failure),
          failure);
    }
  }

  private static String cause(Throwable failure) {
    Throwable last = failure;
    while (last.getCause() != null) {
      last = last.getCause();
    }
    return last.getMessage() == null ? last.toString() : last.getMessage();
  }

  private void connect(String name) throws Exception {
    // in the files of a shared folder a name ends at white space
    channel.setName(name.replaceAll("\\s+", "-"));
    channel.setDiscardOwnMessages(true);
    channel.setReceiver(
        new Receiver() {
          @Override
          public void receive(org.jgroups.Message message) {
            onMessage(message);
          }

          @Override
          public void viewAccepted(View view) {
            onView(view);
          }
        });
    channel.connect(CLUSTER);
  }

  /**
   * Whether those who are there do not take our key: then this member stays alone. To be asked by
   * whoever has just come: anybody can say so, and must not end by it a member who waits.
   *
   * @throws ClusterException when it is so
   */
  public void requireNoRefusal() {
    if (peers.isEmpty() && !refusals.isEmpty()) {
      throw new ClusterException(
          refusals.peek() + " is a member with another key, or one has a key and the other none");
    }
  }

  private void onStranger(FramedTcp.Stranger stranger, String address) {
    if (stranger == FramedTcp.Stranger.REFUSED_US && refusals.size() < Meeting.PORTS) {
      refusals.add(address);
    }
  }

  private void onMessage(org.jgroups.Message message) {
    long atNs = Clock.monotonicNs();
    Peer peer = new Peer(message.getSrc());
    if (!(message instanceof BytesMessage) || !message.hasArray()) {
      put(new Happening.Garbled(peer, "it is not made of bytes"));
      return;
    }
    try {
      Message told = Wire.decode(message.getArray(), message.getOffset(), message.getLength());
      put(new Happening.Received(peer, told, atNs));
    } catch (MalformedMessageException malformed) {
      put(new Happening.Garbled(peer, malformed.getMessage()));
    }
  }

  private void onView(View view) {
    Set<Peer> now = new HashSet<>();
    for (Address member : view.getMembers()) {
      if (!member.equals(channel.getAddress())) {
        now.add(new Peer(member));
      }
    }
    Set<Peer> before = peers;
    peers = Set.copyOf(now);
    List<Happening> changes = new ArrayList<>();
    before.stream()
        .filter(each -> !now.contains(each))
        .map(Happening.Left::new)
        .forEach(changes::add);
    now.stream()
        .filter(each -> !before.contains(each))
        .map(Happening.Joined::new)
        .forEach(changes::add);
    changes.forEach(this::put);
  }

  /** JGroups waits while nobody polls; its flow control then holds back those who send. */
  private void put(Happening happening) {
    try {
      if (!mailbox.offer(happening, PATIENCE_S, TimeUnit.SECONDS)) {
        overrun = true;
      }
    } catch (InterruptedException leaving) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public Set<Peer> peers() {
    return peers;
  }

  @Override
  public void send(Peer peer, Message message) {
    try {
      channel.send(new BytesMessage((Address) peer.id(), Wire.encode(message)));
    } catch (Exception failure) {
      throw new ClusterException(
          "cannot speak to the other members any more: " + failure.getMessage(), failure);
    }
  }

  @Override
  public Optional<Happening> poll(long timeoutNs) {
    if (overrun) {
      throw new ClusterException("this machine is too slow for what the other members say");
    }
    try {
      return Optional.ofNullable(mailbox.poll(timeoutNs, TimeUnit.NANOSECONDS));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /** Leaves. */
  @Override
  public void close() {
    channel.close();
  }
}
