package stampede.server;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.contract.Scoreboard;
import stampede.linux.Errno;

/**
 * The command that starts another JVM of ours: the same Java, native access allowed, the serial
 * collector and a small heap, and only the classes it needs. An AOT cache beside the first jar is
 * used when there is one.
 */
public final class JavaCommand {
  private static final String CACHE_NAME = "server.aot";

  private final List<String> words;

  private JavaCommand(List<String> words) {
    this.words = List.copyOf(words);
  }

  /** The command for a process of the server: it carries server-impls, contract and linux only. */
  public static JavaCommand of(Class<?> main) {
    return of(main, "64m", List.of(JavaCommand.class, Scoreboard.class, Errno.class));
  }

  /**
   * The command for another main class.
   *
   * @param heap its heap bound, such as 256m
   * @param members a class from each jar or folder of its class path, in order
   */
  public static JavaCommand of(Class<?> main, String heap, List<Class<?>> members) {
    List<Path> classPath = members.stream().map(JavaCommand::origin).distinct().toList();
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-Xmx" + heap,
            "--enable-native-access=ALL-UNNAMED",
            "-XX:-UsePerfData"));
    Path cache = classPath.getFirst().resolveSibling(CACHE_NAME);
    if (main == ServerMain.class && Files.isReadable(cache)) {
      words.addAll(List.of("-XX:AOTCache=" + cache, "-Xlog:aot=off", "-Xlog:cds=off"));
    }
    words.add("-cp");
    words.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    words.add(main.getName());
    return new JavaCommand(words);
  }

  private static Path origin(Class<?> member) {
    try {
      return Path.of(member.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** The same with more arguments. */
  public JavaCommand with(String... arguments) {
    List<String> more = new ArrayList<>(words);
    more.addAll(List.of(arguments));
    return new JavaCommand(more);
  }

  /** The words, to show. */
  public List<String> words() {
    return words;
  }

  /**
   * Starts it; what it says on its standard error goes to ours, it gets no input. The caller's CPUs
   * are its CPUs.
   */
  public Process start() throws IOException {
    return new ProcessBuilder(words)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }
}
