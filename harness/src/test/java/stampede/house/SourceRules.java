package stampede.house;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The rules that one file can break by itself. */
final class SourceRules {
  static final int MAX_FILE_LINES = 400;
  static final int WANTED_FILE_LINES = 250;
  static final int MAX_METHOD_LINES = 40;

  private static final String BANNED = "(Manager|Utils?|Helper|Impl|Common|Data|Info)";

  /** Types that bear a banned word, and why. */
  private static final Map<String, String> NAMED_BY_OTHERS =
      Map.of("TcpInfo", "tcp_info is the kernel's own name of that structure");

  /** Files that write to standard error although no process begins there, and why. */
  private static final Map<String, String> SPEAKERS =
      Map.of(
          "LoadService", "its channel to the harness is gone, so there is nobody else to tell",
          "Post", "a handler that cannot be replaced now is no reason to end the others",
          "Posts", "a handler that cannot be added now is no reason to end the others");

  /** Files of main code that sleep, and why; in the modules where a handler must not. */
  private static final Map<String, String> SLEEPERS = Map.of();

  /** Methods longer than the limit, as file#method, and why. */
  private static final Map<String, String> LONG_METHODS = Map.of();

  private SourceRules() {}

  static Stream<SourceRule> all() {
    return Stream.of(names(), sizes(), code(), tests()).flatMap(List::stream);
  }

  private static List<SourceRule> names() {
    return List.of(
        rule(
            "types are named by nouns of the domain, not by " + BANNED,
            any -> true,
            SourceRules::bannedTypeNames,
            "linux/src/main/java/stampede/linux/SocketUtil.java",
            "package stampede.linux; class SocketUtil {}"),
        rule(
            "packages are named for ideas, not util, impl, common, manager",
            any -> true,
            source -> Found.inCode(source, "^package .*\\b(util|impl|common|manager)\\b.*;"),
            "linux/src/main/java/stampede/linux/util/Poll.java",
            "package stampede.linux.util; class Poll {}"),
        rule(
            "every public type of main code has Javadoc",
            JavaSource::isMain,
            SourceRules::undocumentedTypes,
            "linux/src/main/java/stampede/linux/Poll.java",
            "package stampede.linux; /* not Javadoc */ public class Poll {}"));
  }

  private static List<String> bannedTypeNames(JavaSource source) {
    return Found.types(source).stream()
        .map(Found.Type::name)
        .filter(name -> name.matches(".*" + BANNED))
        .filter(name -> !NAMED_BY_OTHERS.containsKey(name))
        .toList();
  }

  private static List<String> undocumentedTypes(JavaSource source) {
    return Found.types(source).stream()
        .filter(type -> type.isPublic() && !type.hasJavadoc())
        .map(Found.Type::name)
        .toList();
  }

  private static List<SourceRule> sizes() {
    return List.of(
        rule(
            "main code has at most " + MAX_FILE_LINES + " lines a file",
            JavaSource::isMain,
            source ->
                source.lineCount() > MAX_FILE_LINES
                    ? List.of(source.lineCount() + " lines")
                    : List.of(),
            "linux/src/main/java/stampede/linux/Long.java",
            "class Long {}\n" + "\n".repeat(MAX_FILE_LINES)),
        rule(
            "methods of main code have at most " + MAX_METHOD_LINES + " lines",
            JavaSource::isMain,
            SourceRules::longMethods,
            "linux/src/main/java/stampede/linux/Poll.java",
            "class Poll { void poll() {" + "\n;".repeat(MAX_METHOD_LINES) + "} }"));
  }

  private static List<String> longMethods(JavaSource source) {
    return Found.methods(source).stream()
        .filter(method -> method.lines() > MAX_METHOD_LINES)
        .filter(method -> !LONG_METHODS.containsKey(source.name() + "#" + method.name()))
        .map(method -> method.name() + " has " + method.lines() + " lines")
        .toList();
  }

  private static List<SourceRule> code() {
    return List.of(
        rule(
            "only linux speaks to java.lang.foreign",
            source -> !source.module().equals("linux"),
            source -> Found.inCode(source, "\\bjava\\.lang\\.foreign\\b.*"),
            "server-impls/src/main/java/stampede/server/Spawner.java",
            "package stampede.server; import java.lang.foreign.Arena; class Spawner {}"),
        rule(
            "libraries leave standard output to the commands",
            source -> source.isMain() && !source.module().equals("harness"),
            source -> Found.inCode(source, "\\bSystem\\.out\\b|\\.printStackTrace\\(\\)"),
            "contract/src/main/java/stampede/contract/Ledger.java",
            "class Ledger { void full() { System.out.println(\"full\"); } }"),
        rule(
            "what a process says on standard error, it says where it begins",
            source ->
                source.isMain()
                    && !source.module().equals("harness")
                    && !source.name().endsWith("Main")
                    && !SPEAKERS.containsKey(source.name()),
            source -> Found.inCode(source, "\\bSystem\\.err\\b"),
            "contract/src/main/java/stampede/contract/Ledger.java",
            "class Ledger { void full() { System.err.println(\"full\"); } }"),
        rule(
            "main code waits for what it waits for, and does not sleep",
            source -> source.isMain() && !SLEEPERS.containsKey(source.name()),
            source -> Found.inCode(source, "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\("),
            "server-impls/src/main/java/stampede/server/Spawner.java",
            "class Spawner { void tick() throws Exception { Thread.sleep(10); } }"),
        rule(
            "nothing is left to be done later",
            any -> true,
            source -> Found.anywhere(source, "\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b.*"),
            "linux/src/main/java/stampede/linux/Poll.java",
            "class Poll { // TO" + "DO: time out\n}"),
        rule(
            "code is deleted, not commented out",
            any -> true,
            source ->
                Found.anywhere(
                    source,
                    "^\\s*//.*(;|\\) \\{|^\\s*//\\s*\\})\\s*$"
                        + "|^\\s*/\\*(?!\\*)[^*]*;\\s*(\\n|\\*/)"),
            "linux/src/main/java/stampede/linux/Poll.java",
            "class Poll {\n  //" + " int timeout = 3;\n}"));
  }

  private static List<SourceRule> tests() {
    return List.of(
        rule(
            "no test is switched off",
            source -> !source.isMain(),
            source -> Found.inCode(source, "@Disabled\\w*"),
            "linux/src/test/java/stampede/linux/PollTest.java",
            "class PollTest { @Disabled @Test void polls() {} }"),
        rule(
            "every test has a timeout",
            JavaSource::isTestClass,
            SourceRules::withoutTimeout,
            "linux/src/test/java/stampede/linux/PollTest.java",
            "class PollTest { @Test void polls() {} @Timeout(1) @Test void waits() {} }"),
        rule(
            "tests are package-private",
            JavaSource::isTestClass,
            source -> Found.inCode(source, "^public (final |abstract )*class \\w+"),
            "linux/src/test/java/stampede/linux/PollTest.java",
            "package stampede.linux;\npublic class PollTest {}"),
        rule(
            "tests do not sleep",
            JavaSource::isTestClass,
            source -> Found.inCode(source, "\\bThread\\.sleep\\(|\\bTimeUnit\\.\\w+\\.sleep\\("),
            "linux/src/test/java/stampede/linux/PollTest.java",
            "class PollTest { @Test void polls() throws Exception { Thread.sleep(10); } }"));
  }

  /** A timeout on the class covers its tests; else each test needs its own. */
  private static List<String> withoutTimeout(JavaSource source) {
    String code = CodeText.withoutCommentsAndLiterals(source.text());
    String head = code.substring(0, Math.max(0, code.indexOf("class ")));
    if (head.contains("@Timeout")) {
      return List.of();
    }
    int tests =
        Found.inCode(source, "@(Test|ParameterizedTest|RepeatedTest|TestFactory)\\b").size();
    int timeouts = Found.inCode(source, "@Timeout\\b").size();
    return timeouts < tests ? List.of(tests + " tests, " + timeouts + " timeouts") : List.of();
  }

  private static SourceRule rule(
      String name,
      Predicate<JavaSource> applies,
      Function<JavaSource, List<String>> finder,
      String badPath,
      String badText) {
    return new SourceRule(name, applies, finder, JavaSource.parse(badPath, badText));
  }
}
