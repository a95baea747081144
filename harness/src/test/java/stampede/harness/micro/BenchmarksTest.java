package stampede.harness.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openjdk.jmh.annotations.Benchmark;
import stampede.harness.micro.bench.Measures;
import stampede.server.UsageException;

@Timeout(60)
class BenchmarksTest {
  @Test
  void everyBenchmarkInTheCodeIsListedWithASentence() {
    List<String> written =
        new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages(Measures.class.getPackageName())
                .stream()
                .filter(type -> !type.getPackageName().endsWith("jmh_generated"))
                .map(JavaClass::reflect)
                .flatMap(type -> List.of(type.getDeclaredMethods()).stream())
                .filter(method -> method.isAnnotationPresent(Benchmark.class))
                .map(method -> method.getDeclaringClass().getSimpleName() + "." + method.getName())
                .sorted()
                .toList();
    assertThat(written).hasSizeGreaterThan(20);
    assertThat(Benchmarks.all())
        .extracting(BenchmarkEntry::name)
        .containsExactlyInAnyOrderElementsOf(written);
    assertThat(Benchmarks.all())
        .allSatisfy(entry -> assertThat(entry.measures()).hasSizeBetween(5, 100));
  }

  @Test
  void everyBenchmarkStandsInTheDocumentation() throws Exception {
    String page =
        Files.readString(Path.of(System.getProperty("stampede.root"), "docs", "micro.md"));
    assertThat(Benchmarks.all().stream().map(BenchmarkEntry::group).distinct())
        .allSatisfy(group -> assertThat(page).contains("`" + group + "`"));
  }

  @Test
  void patternsAreFoundAnywhereInANameAndInAnyCase() {
    assertThat(Benchmarks.matching(List.of("emptyaccept\\.", "^ClockRead.jdk$")))
        .extracting(BenchmarkEntry::name)
        .containsExactlyInAnyOrder("EmptyAccept.jdk", "EmptyAccept.linux", "ClockRead.jdk");
    assertThat(Benchmarks.matching(List.of())).isEqualTo(Benchmarks.all());
  }

  @Test
  void aPatternThatFitsNothingIsWrongUsageAlsoBesideOneThatFits() {
    assertThatThrownBy(() -> Benchmarks.matching(List.of("Wakeup", "wakeups")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no benchmark fits 'wakeups'");
    assertThatThrownBy(() -> Benchmarks.matching(List.of("(")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'(' is not a regular expression");
  }

  @Test
  void aQuickPlanHasFewerWaiters() {
    List<BenchmarkEntry> wakeup = Benchmarks.matching(List.of("Wakeup"));
    MicroPlan whole = new MicroPlan(wakeup, false, 2, 3, 5, 500_000_000, 1);
    MicroPlan quick = new MicroPlan(wakeup, true, 1, 1, 3, 100_000_000, 1);
    assertThat(whole.combinations()).isEqualTo(quick.combinations() / 3 * 5);
    assertThat(quick.expectedS()).isLessThan(60);
  }
}
