package stampede.linux;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A child JVM that plays a role of a test: a class with a main method. It speaks in lines on its
 * output, and ends when it is closed here, when we die, or after a minute.
 */
final class Child implements AutoCloseable {
  private static final long LINE_TIMEOUT_S = 30;
  private static final long LIFETIME_S = 60;
  private static final String END = "(end of output)";

  private final Process process;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private Child(Process process) {
    this.process = process;
    Thread.ofPlatform().daemon().start(this::collect);
  }

  /** Starts a JVM in {@code role}. */
  static Child start(Class<?> role, Object... arguments) {
    return start(List.of(), List.of(), role, arguments);
  }

  /** Starts a JVM with options of its own, by way of another command such as a shell. */
  static Child start(
      List<String> before, List<String> options, Class<?> role, Object... arguments) {
    List<String> command = new ArrayList<>(before);
    command.addAll(java(options, role, arguments));
    try {
      return new Child(new ProcessBuilder(command).redirectErrorStream(true).start());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> java(List<String> options, Class<?> role, Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC", "-Xmx64m", "-Xshare:auto"));
    command.add("-XX:TieredStopAtLevel=1");
    command.addAll(options);
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(role.getName());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return command;
  }

  private void collect() {
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(line);
      }
    } catch (IOException gone) {
      lines.add(gone.toString());
    }
    lines.add(END);
  }

  /** The next line the child says. */
  String line() {
    try {
      String line = lines.poll(LINE_TIMEOUT_S, TimeUnit.SECONDS);
      if (line == null) {
        throw new AssertionError("the child said nothing for " + LINE_TIMEOUT_S + " s");
      }
      return line;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new AssertionError(interrupted);
    }
  }

  int pid() {
    return Math.toIntExact(process.pid());
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL, and waits until the kernel is done with it. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(LINE_TIMEOUT_S, TimeUnit.SECONDS)) {
        throw new AssertionError("a killed child lives on: " + process.pid());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    kill();
  }

  /** Called first by a role: bounds its life by a minute, and by that of its parent. */
  static void boundLife() {
    watch(
        () -> {
          while (System.in.read() >= 0) {
            Thread.onSpinWait();
          }
        });
    boundLifetime();
  }

  /** Called first by a role whose parent it may outlive: bounds its life by a minute. */
  static void boundLifetime() {
    watch(() -> TimeUnit.SECONDS.sleep(LIFETIME_S));
  }

  private interface Wait {
    void await() throws Exception;
  }

  private static void watch(Wait wait) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                wait.await();
              } catch (Exception failure) {
                System.out.println(failure);
              } finally {
                Runtime.getRuntime().halt(3);
              }
            });
  }

  /** Called last by a role that waits to be killed. */
  static void stay() throws InterruptedException {
    TimeUnit.SECONDS.sleep(LIFETIME_S);
  }

  static void say(Object line) {
    System.out.println(line);
    System.out.flush();
  }
}
