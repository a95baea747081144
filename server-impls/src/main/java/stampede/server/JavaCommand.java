package stampede.server;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import stampede.contract.Scoreboard;
import stampede.linux.Errno;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/**
 * The command that starts another JVM of ours: the same Java, native access allowed, the serial
 * collector and a small heap, and only the classes it needs. The AOT cache that was made for it,
 * beside the first jar, is used when there is one.
 */
public final class JavaCommand {
  /** Where the build unpacks native libraries, so that no run has to. */
  private static final String NATIVES = "native/META-INF/native";

  /** The system property with flags for every process of ours. */
  private static final String ADDED = "stampede.jvm";

  private final List<String> words;
  private final Path cache;

  private JavaCommand(List<String> words, Path cache) {
    this.words = List.copyOf(words);
    this.cache = cache;
  }

  /**
   * The command for a process of a server: it carries server-impls, contract and linux, and of this
   * process's own class path what the strategy cannot do without.
   *
   * @param libraries what the names of those jars begin with: {@link Strategy#libraries}
   */
  public static JavaCommand server(Set<String> libraries) {
    List<Path> classPath =
        new ArrayList<>(origins(List.of(JavaCommand.class, Scoreboard.class, Errno.class)));
    Set<String> carried = new TreeSet<>();
    for (Path jar : jars()) {
      for (String library : libraries) {
        if (name(jar).startsWith(library)) {
          classPath.add(jar);
          carried.add(library);
        }
      }
    }
    return of(ServerMain.class, "64m", classPath, cache(classPath, ServerMain.class, carried));
  }

  /**
   * The command for another process of the same server, which carries what this one was given
   * beyond our own jars.
   */
  public static JavaCommand sameServer() {
    return server(
        Catalogue.all().stream()
            .flatMap(strategy -> strategy.libraries().stream())
            .collect(Collectors.toSet()));
  }

  /**
   * The command for another main class.
   *
   * @param heap its heap bound, such as 256m
   * @param members a class from each jar or folder of its class path, in order
   */
  public static JavaCommand of(Class<?> main, String heap, List<Class<?>> members) {
    List<Path> classPath = origins(members);
    return of(main, heap, classPath, cache(classPath, main, Set.of()));
  }

  /** Beside the first jar, for each main class and what it carries beyond our own jars. */
  private static Path cache(List<Path> classPath, Class<?> main, Set<String> carried) {
    String name = carried.isEmpty() ? "" : "-" + String.join("-", carried);
    return classPath.getFirst().resolveSibling(main.getSimpleName() + name + ".aot");
  }

  /** The one made for this class path, or the one for its beginning, which serves it too. */
  private static Optional<Path> readable(Path cache, Class<?> main) {
    return Stream.of(cache, cache.resolveSibling(main.getSimpleName() + ".aot"))
        .filter(Files::isReadable)
        .findFirst();
  }

  /** Of this process, in one order wherever it is: a cache is for one class path. */
  private static List<Path> jars() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .sorted(Comparator.comparing(JavaCommand::name))
        .toList();
  }

  private static String name(Path jar) {
    return jar.getFileName().toString();
  }

  private static JavaCommand of(Class<?> main, String heap, List<Path> classPath, Path cache) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    words.addAll(flags(heap));
    words.addAll(more());
    readable(cache, main)
        .ifPresent(
            made ->
                words.addAll(List.of("-XX:AOTCache=" + made, "-Xlog:aot=off", "-Xlog:cds=off")));
    Path natives = classPath.getFirst().resolveSibling(NATIVES);
    if (Files.isDirectory(natives)) {
      words.add("-Djava.library.path=" + natives);
    }
    words.add("-cp");
    words.add(
        classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    words.add(main.getName());
    return new JavaCommand(words, cache);
  }

  /**
   * What every JVM of ours is started with.
   *
   * @param heap its heap bound, such as 256m
   */
  public static List<String> flags(String heap) {
    return List.of(
        "-XX:+UseSerialGC",
        "-Xmx" + heap,
        "--enable-native-access=ALL-UNNAMED",
        "-XX:-UsePerfData");
  }

  /**
   * What the system property {@code stampede.jvm} adds to every process of ours, and those add to
   * theirs: flags of the JVM with spaces between them.
   */
  private static List<String> more() {
    String added = System.getProperty(ADDED, "");
    if (added.isBlank()) {
      return List.of();
    }
    List<String> words = new ArrayList<>(List.of(added.strip().split(" +", -1)));
    words.add("-D" + ADDED + "=" + added);
    return words;
  }

  private static List<Path> origins(List<Class<?>> members) {
    return members.stream().map(JavaCommand::origin).distinct().toList();
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
    return new JavaCommand(more, cache);
  }

  /**
   * The same, which makes the cache when it ends instead of starting from one. A cache serves the
   * class path and the flags it was made with.
   */
  public JavaCommand training() {
    List<String> flags = new ArrayList<>(words);
    flags.removeIf(word -> word.startsWith("-XX:AOTCache=") || word.startsWith("-Xlog:"));
    flags.addAll(1, List.of("-XX:AOTCacheOutput=" + cache, "-Xlog:disable"));
    return new JavaCommand(flags, cache);
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
