package stampede.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The arrows between modules, by what compiled classes refer to: server and load generator never
 * know each other, reports know nobody, and java.lang.foreign is known to linux alone.
 */
@Timeout(120)
class ModuleArrowsTest {
  /** Package of each module, and the packages it may know. */
  private static final Map<String, Set<String>> ARROWS =
      Map.of(
          "linux", Set.of(),
          "contract", Set.of("linux"),
          "server", Set.of("contract", "linux"),
          "load", Set.of("contract", "linux"),
          "cluster", Set.of("linux"),
          "report", Set.of(),
          "harness", Set.of("server", "load", "cluster", "report", "contract", "linux"));

  private static JavaClasses classes;

  @BeforeAll
  static void importMainCode() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("stampede");
  }

  static Stream<String> modules() {
    return ARROWS.keySet().stream().sorted();
  }

  private static ArchRule knowsOnly(String module, Set<String> allowed) {
    String[] forbidden =
        ARROWS.keySet().stream()
            .filter(other -> !other.equals(module) && !allowed.contains(other))
            .map(other -> "stampede." + other + "..")
            .toArray(String[]::new);
    return noClasses()
        .that()
        .resideInAPackage("stampede." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(forbidden)
        .allowEmptyShould(true);
  }

  private static ArchRule foreignIsKnownOnlyTo(String module) {
    return noClasses()
        .that()
        .resideOutsideOfPackage("stampede." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("java.lang.foreign..");
  }

  @ParameterizedTest
  @MethodSource("modules")
  void aModuleKnowsOnlyWhatTheDesignAllows(String module) {
    if (ARROWS.get(module).size() < ARROWS.size() - 1) {
      knowsOnly(module, ARROWS.get(module)).check(classes);
    }
  }

  @Test
  void anArrowThatIsNotAllowedIsFound() {
    ArchRule tooStrict = knowsOnly("contract", Set.of());
    assertThatThrownBy(() -> tooStrict.check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("stampede.linux");
  }

  @Test
  void onlyLinuxKnowsForeignMemory() {
    foreignIsKnownOnlyTo("linux").check(classes);
  }

  @Test
  void foreignMemoryElsewhereIsFound() {
    assertThatThrownBy(() -> foreignIsKnownOnlyTo("contract").check(classes))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("java.lang.foreign");
  }

  @Test
  void everyClassBelongsToAModule() {
    assertThat(classes.stream().map(type -> type.getPackageName().split("\\.", -1)[1]))
        .isNotEmpty()
        .allMatch(ARROWS::containsKey);
  }
}
