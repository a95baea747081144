package stampede.server;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.Inet6Address;
import java.net.NetworkInterface;
import java.net.SocketException;

/** Skips a test aloud where this machine has no IPv6; where skips are forbidden it then fails. */
final class Ipv6 {
  private Ipv6() {}

  static void assumePresent() {
    boolean present = isPresent();
    if (!present) {
      System.out.println("SKIPPED: IPv6 is not tested, for this machine has no address ::1");
    }
    assumeTrue(present || Boolean.getBoolean("stampede.forbidSkips"), "no address ::1 here");
  }

  private static boolean isPresent() {
    try {
      return NetworkInterface.networkInterfaces()
          .flatMap(NetworkInterface::inetAddresses)
          .anyMatch(address -> address instanceof Inet6Address && address.isLoopbackAddress());
    } catch (SocketException failure) {
      throw new AssertionError(failure);
    }
  }
}
