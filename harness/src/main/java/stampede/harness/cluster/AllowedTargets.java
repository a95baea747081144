package stampede.harness.cluster;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import stampede.cluster.WorkRefusedException;
import stampede.linux.Address;

/**
 * What an agent may flood: its own machine, and the networks that whoever started it has named. The
 * controller must ask for it besides. Immutable.
 *
 * @param networks outside loopback
 */
public record AllowedTargets(List<Network> networks) {
  /** Copies the list. */
  public AllowedTargets {
    networks = List.copyOf(networks);
  }

  /**
   * A network, as {@code 192.0.2.0/24} or {@code 2001:db8::/32}.
   *
   * @param address any of its addresses
   * @param bits how many of its bits are the network's
   */
  public record Network(InetAddress address, int bits) {
    /**
     * Reads one; an address alone is a network of one.
     *
     * @throws IllegalArgumentException with a message for people
     */
    public static Network parse(String text) {
      int slash = text.indexOf('/');
      String host = slash < 0 ? text : text.substring(0, slash);
      try {
        // a name could come to mean another address tomorrow
        if (!host.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
          throw new UnknownHostException(host);
        }
        InetAddress address = InetAddress.getByName(host);
        int most = 8 * address.getAddress().length;
        int bits = slash < 0 ? most : Integer.parseInt(text.substring(slash + 1));
        if (bits < 0 || bits > most) {
          throw new NumberFormatException(text);
        }
        return new Network(address, bits);
      } catch (UnknownHostException | NumberFormatException wrong) {
        throw new IllegalArgumentException(
            "'" + text + "' is not a network: write it such as 192.0.2.0/24 or 2001:db8::/32",
            wrong);
      }
    }

    /** Whether an address lies in it. */
    public boolean contains(InetAddress other) {
      byte[] ours = address.getAddress();
      byte[] theirs = other.getAddress();
      int whole = bits / 8;
      if (ours.length != theirs.length || !Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
        return false;
      }
      int mask = (0xff00 >> (bits % 8)) & 0xff;
      return mask == 0 || ((ours[whole] ^ theirs[whole]) & mask) == 0;
    }
  }

  /**
   * Refuses what both sides have not allowed.
   *
   * @param remote whether the controller was told to leave its machine
   */
  void require(Address target, boolean remote) {
    if (target.isLocal()) {
      return;
    }
    boolean contained =
        target instanceof Address.Internet internet
            && networks.stream().anyMatch(network -> network.contains(internet.host()));
    if (!contained) {
      throw new WorkRefusedException(
          target + " is not allowed here: start this agent with --allow-target and its network");
    }
    if (!remote) {
      throw new WorkRefusedException(
          target + " is not on its machine: say --allow-remote to flood it");
    }
  }
}
