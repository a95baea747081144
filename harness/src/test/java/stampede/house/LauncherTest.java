package stampede.house;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The launcher in a small tree of its own, with a JDK and a Maven that only say what they are asked
 * to do. The folder's name has a space, as folders do.
 */
@Timeout(120)
class LauncherTest {
  private static final int OUR_FAULT = 70;

  @TempDir private Path folder;
  private Path root;
  private Path jdk;

  private record Ended(int code, String out, String err) {}

  @BeforeEach
  void plantTree() throws IOException {
    root = Files.createDirectories(folder.resolve("a tree"));
    Files.copy(Repository.root().resolve("stampede"), root.resolve("stampede"));
    Files.createDirectories(root.resolve("linux/src/main/java"));
    Files.writeString(root.resolve("pom.xml"), "<project/>");
    Files.writeString(root.resolve("linux/pom.xml"), "<project/>");
    Files.writeString(root.resolve("linux/src/main/java/Poll.java"), "class Poll {}");
    jdk = plantJdk("jdk-25", "25.0.3");
    script(
        "bin/mvn",
        """
        echo "$JAVA_HOME $*" >>"$0.asked"
        echo '[INFO] Building linux 1.0-SNAPSHOT        [3/8]'
        echo '[INFO] Building jar: linux-1.0-SNAPSHOT.jar'
        echo '[ERROR] as told'
        [ ! -e broken ] || exit 1
        mkdir -p harness/target/lib
        printf '@lib@/contract.jar:@lib@/linux.jar' >harness/target/lib/classpath
        """);
  }

  private Path plantJdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home);
    Files.writeString(home.resolve("release"), "A=1\nJAVA_VERSION=\"" + version + "\"\nB=2\n");
    script(name + "/bin/java", "printf '%s\\n' \"$0\" \"$@\"; exit 3");
    script(name + "/bin/javac", "exit 0");
    return home;
  }

  private void script(String path, String body) throws IOException {
    Path file = folder.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body + "\n");
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private Process start(Path launcher, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.put("PATH", folder.resolve("bin") + ":/usr/bin:/bin");
    environment.put("JAVA_HOME", jdk.toString());
    return builder.start();
  }

  private static Ended end(Process process) throws Exception {
    String out = new String(process.getInputStream().readAllBytes(), UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(60, SECONDS)).isTrue();
    return new Ended(process.exitValue(), out, err);
  }

  private Ended launch(String... arguments) throws Exception {
    return end(start(root.resolve("stampede"), arguments));
  }

  private List<String> builds() throws IOException {
    Path asked = folder.resolve("bin/mvn.asked");
    return Files.exists(asked) ? Files.readAllLines(asked) : List.of();
  }

  @Test
  void theFirstLaunchBuildsAndSaysSoOnceOnStandardError() throws Exception {
    Ended first = launch("--version");
    assertThat(first.err().lines())
        .satisfiesExactly(
            line -> assertThat(line).contains("building"),
            line -> assertThat(line).isEqualTo("stampede:   linux (3 of 8)"));
    assertThat(first.out()).doesNotContain("building");
    assertThat(builds()).singleElement().asString().startsWith(jdk + " ").contains("package");
    Ended second = launch("--version");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1);
  }

  @Test
  void theJvmGetsItsFlagsTheOrderedClassPathAndEveryArgumentAsItWas() throws Exception {
    Ended ended = launch("bench", "a b", "", "*", "--x=$HOME");
    String lib = root.toRealPath() + "/harness/target/lib/";
    assertThat(ended.out().lines())
        .startsWith(jdk + "/bin/java")
        .contains("--enable-native-access=ALL-UNNAMED", "-XX:+UseSerialGC")
        .contains(lib + "harness.jar:" + lib + "contract.jar:" + lib + "linux.jar")
        .endsWith("stampede.harness.Main", "bench", "a b", "", "*", "--x=$HOME");
    assertThat(ended.code()).as("the command's own exit code").isEqualTo(3);
  }

  @Test
  void aCacheIsUsedWhereThereIsOne() throws Exception {
    assertThat(launch().out()).doesNotContain("AOTCache");
    Path cache = root.toRealPath().resolve("harness/target/lib/stampede.aot");
    Files.writeString(cache, "");
    assertThat(launch().out()).contains("-XX:AOTCache=" + cache);
  }

  @Test
  void itWorksThroughASymbolicLink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("st"), root.resolve("stampede"));
    assertThat(end(start(link, "x")).out()).contains(root.toRealPath() + "/harness/target/lib");
  }

  @Test
  void aNewerSourceIsBuilt() throws Exception {
    launch();
    touch(root.resolve("linux/src/main/java/Poll.java"));
    launch();
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aSourceThatWasTakenAwayIsBuilt() throws Exception {
    launch();
    Files.delete(root.resolve("linux/src/main/java/Poll.java"));
    touch(root.resolve("linux/src/main/java"));
    launch();
    assertThat(builds()).hasSize(2);
  }

  private static void touch(Path file) throws IOException {
    Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(5)));
  }

  @Test
  void aFailedBuildShowsItsEndAndIsTriedAgain() throws Exception {
    launch();
    Files.writeString(root.resolve("broken"), "");
    touch(root.resolve("pom.xml"));
    for (int times = 0; times < 2; times++) {
      Ended ended = launch();
      assertThat(ended.code()).isEqualTo(OUR_FAULT);
      assertThat(ended.out()).isEmpty();
      assertThat(ended.err()).contains("[ERROR] as told").contains("the build failed");
    }
    assertThat(builds()).hasSize(3);
  }

  @Test
  void launchesAtTheSameTimeBuildOnce() throws Exception {
    List<Process> launches = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      launches.add(start(root.resolve("stampede"), "x"));
    }
    for (Process launch : launches) {
      assertThat(end(launch).code()).isEqualTo(3);
    }
    assertThat(builds()).hasSize(1);
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    jdk = plantJdk("jdk-17", "17.0.15");
    Ended ended = launch();
    assertThat(ended.out()).doesNotContain(jdk.toString());
    if (ended.code() == OUR_FAULT) {
      assertThat(ended.err()).contains("JDK 25").contains("openjdk-25-jdk").contains("JAVA_HOME");
    }
  }

  @Test
  void anEarlyAccessAndALaterJdkWillDo() throws Exception {
    for (String version : List.of("25", "25-ea", "29.0.1")) {
      jdk = plantJdk("jdk-" + version, version);
      assertThat(launch().out()).startsWith(jdk + "/bin/java");
    }
  }
}
