package stampede.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import stampede.house.PackageNeeded;
import stampede.linux.ThisProcess;

/**
 * Machines of a test: network namespaces joined by veth and a bridge, which has a namespace of its
 * own. Machine 1 has 10.0.1.1, and so on, as in docs/cluster.md; {@value #ALL} is the name of all
 * of them. Closing it leaves nothing of them.
 */
final class MachineNetwork implements AutoCloseable {
  /** A host that each machine knows, with the addresses of all. */
  static final String ALL = "machines";

  private static final Path FILES = Path.of("/etc/netns");

  private final Path ip;
  private final String prefix = "st" + Long.toHexString(ProcessHandle.current().pid());
  private final List<String> made = new ArrayList<>();

  private MachineNetwork(Path ip) {
    this.ip = ip;
  }

  /** Makes so many; the test is skipped aloud where that is not possible. */
  static MachineNetwork of(int machines) {
    MachineNetwork network = new MachineNetwork(PackageNeeded.require("ip", "iproute2"));
    if (ThisProcess.user() != 0) {
      System.out.println("SKIPPED: needs root, to make networks");
      Assumptions.abort("needs root, to make networks");
    }
    try {
      network.add(network.hub());
      network.inHub("link", "add", "br0", "type", "bridge");
      network.inHub("link", "set", "br0", "up");
      for (int machine = 1; machine <= machines; machine++) {
        network.add(network.name(machine));
        network.connect(machine);
        network.writeHosts(machine, machines);
      }
      return network;
    } catch (RuntimeException | Error failure) {
      network.close();
      throw failure;
    }
  }

  private void add(String namespace) {
    run("netns", "add", namespace);
    made.add(namespace);
    run("-n", namespace, "link", "set", "lo", "up");
  }

  private void connect(int machine) {
    String port = port(machine);
    String name = name(machine);
    inHub("link", "add", port, "type", "veth", "peer", "name", "eth0", "netns", name);
    inHub("link", "set", port, "master", "br0", "up");
    run("-n", name, "addr", "add", address(machine) + "/24", "dev", "eth0");
    run("-n", name, "link", "set", "eth0", "up");
  }

  /** What {@code ip netns exec} puts in the place of /etc/hosts. Source: ip-netns(8). */
  private void writeHosts(int machine, int machines) {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    for (int each = 1; each <= machines; each++) {
      hosts.append(address(each)).append(' ').append(ALL).append('\n');
    }
    try {
      Path folder = Files.createDirectories(FILES.resolve(name(machine)));
      Files.writeString(folder.resolve("hosts"), hosts);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private String hub() {
    return prefix + "hub";
  }

  private String name(int machine) {
    return prefix + "m" + machine;
  }

  private static String port(int machine) {
    return "port" + machine;
  }

  /** Its address. */
  static String address(int machine) {
    return "10.0.1." + machine;
  }

  /** Cuts its link, as if its cable were pulled. */
  void cut(int machine) {
    inHub("link", "set", port(machine), "down");
  }

  /** Undoes that. */
  void join(int machine) {
    inHub("link", "set", port(machine), "up");
  }

  /** Makes every frame from and to a machine take so long, until what is returned is closed. */
  SlowLink slow(int machine, int delayMs) {
    inHub("link", "add", "near", "type", "veth", "peer", "name", "far");
    inHub("link", "set", "far", "master", "br0", "up");
    inHub("link", "set", "near", "up");
    inHub("link", "set", port(machine), "nomaster");
    List<String> passing =
        in(hub(), SlowLink.words(port(machine), "near", Integer.toString(delayMs)));
    return SlowLink.start(
        passing,
        () -> {
          inHub("link", "del", "near");
          inHub("link", "set", port(machine), "master", "br0");
        });
  }

  /** The words that run a command on a machine; its process is the command's own. */
  List<String> on(int machine, List<String> command) {
    return in(name(machine), command);
  }

  private List<String> in(String namespace, List<String> command) {
    List<String> words = new ArrayList<>(List.of(ip.toString(), "netns", "exec", namespace));
    words.addAll(command);
    return words;
  }

  private void inHub(String... words) {
    List<String> all = new ArrayList<>(List.of("-n", hub()));
    all.addAll(List.of(words));
    run(all.toArray(String[]::new));
  }

  private void run(String... words) {
    List<String> command = new ArrayList<>(List.of(ip.toString()));
    command.addAll(List.of(words));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        Assertions.fail(String.join(" ", command) + ": " + said);
      }
    } catch (IOException failure) {
      Assertions.fail("cannot run " + command, failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    for (String namespace : made.reversed()) {
      run("netns", "del", namespace);
      try {
        Files.deleteIfExists(FILES.resolve(namespace).resolve("hosts"));
        Files.deleteIfExists(FILES.resolve(namespace));
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    made.clear();
  }
}
