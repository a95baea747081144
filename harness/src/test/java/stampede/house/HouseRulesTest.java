package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every Java file keeps the {@link SourceRules}, and every one of those can be broken. */
@Timeout(120)
class HouseRulesTest {
  private static List<JavaSource> sources;

  @BeforeAll
  static void readEverything() {
    sources = JavaSource.ofRepository();
  }

  static Stream<SourceRule> rules() {
    return SourceRules.all();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void everyFileKeeps(SourceRule rule) {
    assertThat(sources.stream().flatMap(source -> rule.violations(source).stream()))
        .as(rule.name())
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aBadExampleBreaks(SourceRule rule) {
    assertThat(rule.violations(rule.badExample())).as(rule.name()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void aGoodExampleKeeps(SourceRule rule) {
    String path = rule.badExample().path().toString();
    JavaSource main =
        JavaSource.parse(
            path.replaceAll("/(util/)?\\w+\\.java", "/Queue.java"),
            """
            package stampede.linux;

            /** A queue; its utilities are common, and System.out is only mentioned here. */
            public final class Queue {
              // the kernel counts from one, so we do
              private final String text = "Thread.sleep( @Disabled java.lang.foreign";
            }
            """);
    assertThat(rule.violations(main)).as(rule.name()).isEmpty();
  }

  @Test
  void thereIsSomethingToKeepTheRules() {
    assertThat(sources).hasSizeGreaterThan(40).anyMatch(JavaSource::isTestClass);
  }

  @Test
  void mostMethodsAreShortAndLongFilesAreNamed() {
    List<Integer> lengths =
        sources.stream()
            .filter(JavaSource::isMain)
            .flatMap(source -> Found.methods(source).stream())
            .map(Found.Method::lines)
            .toList();
    long brief = lengths.stream().filter(lines -> lines < 28).count();
    sources.stream()
        .filter(JavaSource::isMain)
        .filter(source -> source.lineCount() > SourceRules.WANTED_FILE_LINES)
        .forEach(source -> System.out.println(source.path() + " has " + source.lineCount()));
    System.out.println(brief + " of " + lengths.size() + " methods have fewer than 28 lines");
    assertThat(brief).isGreaterThanOrEqualTo(lengths.size() * 9L / 10);
  }
}
