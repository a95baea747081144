package stampede.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;

/**
 * Machines of a test: network namespaces joined by veth and a bridge, which has a namespace of its
 * own. Machine 1 has 10.213.0.1, and so on. Closing it leaves nothing of them.
 */
final class MachineNetwork implements AutoCloseable {
  private final Path ip;
  private final String prefix = "st" + Long.toHexString(ProcessHandle.current().pid());
  private final List<String> made = new ArrayList<>();

  /** Makes so many; {@code ip} is the program of iproute2. */
  MachineNetwork(Path ip, int machines) {
    this.ip = ip;
    try {
      add(hub());
      run("-n", hub(), "link", "add", "br0", "type", "bridge");
      run("-n", hub(), "link", "set", "br0", "up");
      for (int machine = 1; machine <= machines; machine++) {
        add(name(machine));
        connect(machine);
      }
    } catch (RuntimeException | Error failure) {
      close();
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
    run(
        "link",
        "add",
        "eth0",
        "netns",
        name(machine),
        "type",
        "veth",
        "peer",
        "name",
        port,
        "netns",
        hub());
    run("-n", hub(), "link", "set", port, "master", "br0", "up");
    run("-n", name(machine), "addr", "add", address(machine) + "/24", "dev", "eth0");
    run("-n", name(machine), "link", "set", "eth0", "up");
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
    return "10.213.0." + machine;
  }

  /** Cuts its link, as if its cable were pulled. */
  void cut(int machine) {
    run("-n", hub(), "link", "set", port(machine), "down");
  }

  /** Undoes that. */
  void join(int machine) {
    run("-n", hub(), "link", "set", port(machine), "up");
  }

  /** The words that run a command on a machine; its process is the command's own. */
  List<String> on(int machine, List<String> command) {
    List<String> words = new ArrayList<>(List.of(ip.toString(), "netns", "exec", name(machine)));
    words.addAll(command);
    return words;
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
    made.reversed().forEach(namespace -> run("netns", "del", namespace));
    made.clear();
  }
}
