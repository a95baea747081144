package stampede.harness.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import stampede.harness.Interruption;
import stampede.harness.command.StampedeCommand;
import stampede.linux.Signal;

/**
 * The command line as users start it: a JVM of its own on the packaged jars, with the launcher's
 * flags. Whatever it starts inherits a mark in its environment, by which {@link #processes} finds
 * it, whoever its parent is by then. Closing it ends what is left.
 */
final class Cli implements AutoCloseable {
  private static final Path LIB =
      Path.of(System.getProperty("stampede.root"), "harness", "target", "lib");
  private static final String MARK = "CLI_TEST_MARK";
  private static final long MOST_S = 60;

  private final Path folder;
  private final String mark = MARK + "=" + ProcessHandle.current().pid() + "-" + System.nanoTime();
  private final Map<String, String> environment = new HashMap<>();

  /** How a command ended. */
  record Ended(int code, String out, String err) {
    /** The lines on standard error that begin with our name. */
    List<String> complaints() {
      return err.lines().filter(line -> line.startsWith("stampede: ")).toList();
    }
  }

  /** Commands run in {@code folder}. */
  Cli(Path folder) {
    this.folder = folder;
  }

  /** The same with a variable in the environment of commands. */
  Cli with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  /** The words that start a command, for those who put others before them. */
  static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-XX:-UsePerfData",
            "-Dstampede.jvm=" + System.getProperty("stampede.jvm"),
            "-XX:AOTCache=" + LIB.resolve("stampede.aot"),
            "-Xlog:disable",
            "-Xlog:all=error:stderr",
            "-Xlog:aot*=off:stderr",
            "-Xlog:cds*=off:stderr",
            "-cp",
            LIB.resolve("harness.jar") + ":" + classPath(),
            "stampede.harness.Main"));
    words.addAll(1, List.of(System.getProperty("stampede.jvm").split(" +", -1)));
    words.addAll(List.of(arguments));
    return words;
  }

  private static String classPath() {
    try {
      return Files.readString(LIB.resolve("classpath")).strip().replace("@lib@", LIB.toString());
    } catch (IOException notPackaged) {
      throw new UncheckedIOException(notPackaged);
    }
  }

  /** Runs a command to its end. */
  Ended run(String... arguments) {
    return start(words(arguments)).end();
  }

  /**
   * Runs a command in this JVM, in its working folder and not in ours: for one that is refused
   * before it starts anything. Some of each kind run as users run them; a JVM for each of a hundred
   * would be most of what the tests cost.
   */
  static Ended refused(String... arguments) {
    return here(arguments);
  }

  /**
   * Runs a command in this JVM, to its end: for one of many alike, where what is looked at is not
   * the command but who it speaks with. Paths are of our working folder.
   */
  static Ended here(String... arguments) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    ByteArrayOutputStream complained = new ByteArrayOutputStream();
    Interruption interruption = Interruption.install();
    try (PrintStream toOut = new PrintStream(said, true, UTF_8);
        PrintStream toErr = new PrintStream(complained, true, UTF_8)) {
      System.setOut(toOut);
      System.setErr(toErr);
      int code = StampedeCommand.commandLine(interruption).execute(arguments);
      WrittenDocument.check(said.toString(UTF_8));
      return new Ended(code, said.toString(UTF_8), complained.toString(UTF_8));
    } finally {
      System.setOut(out);
      System.setErr(err);
      interruption.finished();
    }
  }

  /** Runs a command to its end, with at most so many open files in each of its processes. */
  Ended runWithDescriptors(int limit, String... arguments) {
    List<String> words = new ArrayList<>(List.of("prlimit", "--nofile=" + limit + ":" + limit));
    words.addAll(words(arguments));
    return start(words).end();
  }

  /** Runs words of any kind, {@link #words} among them, to their end. */
  Ended runWords(List<String> words) {
    return start(words).end();
  }

  /** Starts a command. */
  Command start(String... arguments) {
    return start(words(arguments));
  }

  /** Starts words of any kind, {@link #words} among them. */
  Command startWords(List<String> words) {
    return start(words);
  }

  /** Ctrl-C reaches it even where whoever runs the tests ignores it, as in the background. */
  private Command start(List<String> command) {
    List<String> words = new ArrayList<>(List.of("env", "--default-signal=INT"));
    words.addAll(command);
    try {
      Path out = Files.createTempFile(folder, "cli", ".out");
      Path err = Files.createTempFile(folder, "cli", ".err");
      ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
      builder.environment().keySet().removeIf(name -> name.startsWith("STAMPEDE_"));
      builder.environment().remove("GITHUB_STEP_SUMMARY");
      builder.environment().putAll(environment);
      builder.environment().put(MARK, mark.substring(MARK.length() + 1));
      builder.redirectOutput(out.toFile()).redirectError(err.toFile());
      return new Command(builder.start(), out, err);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** A command under way. */
  record Command(Process process, Path outFile, Path errFile) {
    int pid() {
      return (int) process.pid();
    }

    String out() {
      return text(outFile);
    }

    String err() {
      return text(errFile);
    }

    void signal(Signal signal) {
      assertThat(signal.sendTo(pid())).isZero();
    }

    /** Waits for it; a document that it wrote on standard output must keep its schema. */
    Ended end() {
      try {
        assertThat(process.waitFor(MOST_S, TimeUnit.SECONDS)).as("ended: " + err()).isTrue();
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      WrittenDocument.check(out());
      return new Ended(process.exitValue(), out(), err());
    }

    private static String text(Path file) {
      try {
        return Files.readString(file, UTF_8);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  /** Ids of every living process that any command of this object started, itself included. */
  List<Integer> processes() {
    try (Stream<Path> entries = Files.list(Path.of("/proc"))) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d+"))
          .filter(this::isMarked)
          .map(entry -> Integer.parseInt(entry.getFileName().toString()))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Ids of those whose command line holds a word, such as the role {@code handlers}. */
  List<Integer> processes(String word) {
    return processes().stream().filter(pid -> commandLine(pid).contains(word)).toList();
  }

  private static List<String> commandLine(int pid) {
    try {
      return List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1));
    } catch (IOException gone) {
      return List.of();
    }
  }

  /** A process that has ended but was not waited for has no environment any more. */
  private boolean isMarked(Path entry) {
    try {
      return List.of(Files.readString(entry.resolve("environ"), UTF_8).split("\0", -1))
          .contains(mark);
    } catch (IOException goneOrNotOurs) {
      return false;
    }
  }

  /** Nothing is left running, or is gone within 5 s. */
  void assertNothingLeft() {
    await()
        .atMost(Duration.ofSeconds(5))
        .pollInterval(Duration.ofMillis(20))
        .untilAsserted(() -> assertThat(processes()).as("processes left running").isEmpty());
  }

  @Override
  public void close() {
    processes().forEach(pid -> Signal.KILL.sendTo(pid));
  }
}
