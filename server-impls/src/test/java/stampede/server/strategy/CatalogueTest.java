package stampede.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.server.Population;
import stampede.server.Population.As;
import stampede.server.Settings;
import stampede.server.UsageException;

@Timeout(20)
class CatalogueTest {
  static List<String> names() {
    return Catalogue.all().stream().map(Strategy::name).toList();
  }

  @Test
  void namesAreUnique() {
    assertThat(names()).doesNotHaveDuplicates().isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyStrategyIsFoundAndDeclaresItself(String name) {
    assertThat(Catalogue.has(name)).isTrue();
    Strategy strategy = Catalogue.strategy(name);
    assertThat(strategy.name()).isEqualTo(name).matches("[a-z]+(-[a-z]+)*");
    Traits traits = strategy.traits();
    assertThat(List.of(traits.mechanism(), traits.origin(), traits.failureModes()))
        .allSatisfy(text -> assertThat(text).isNotBlank().doesNotContain("\n").doesNotEndWith("."));
    assertThat(traits.populations()).isNotEmpty();
    assertThat(traits.maxHandlers()).isPositive();
    assertThat(Collections.disjoint(strategy.keys(), Population.KEYS))
        .as("its own settings are no server's settings")
        .isTrue();
  }

  /** What traits exclude is refused when asked for, and nothing else is. */
  @ParameterizedTest
  @MethodSource("names")
  void populationsThatTraitsExcludeAreRefused(String name) {
    Traits traits = Catalogue.strategy(name).traits();
    for (As as : As.values()) {
      assertRefused(name + ",as=" + as.text(), !traits.populations().contains(as));
      assertRefused(
          name + ",as=" + as.text() + ",handlers=2",
          !traits.populations().contains(as) || traits.maxHandlers() < 2);
    }
    assertRefused(
        name + ",as=processes,threads=2",
        !traits.populations().contains(As.PROCESSES) || traits.maxHandlers() < 2);
  }

  /** Only where no call of ours is made can none be made to fail. */
  @ParameterizedTest
  @MethodSource("names")
  void faultPlansAreTakenByWhateverCallsAccept(String name) {
    Strategy strategy = Catalogue.strategy(name);
    boolean calls = strategy.traits().kind() != Traits.Kind.PEER && !name.startsWith("uring");

    assertThat(strategy.takesFaultPlans()).isEqualTo(calls);
    assertRefused(name + ",faults=on", !calls);
    assertRefused(name + ",faults=off", false);
  }

  private static void assertRefused(String settings, boolean refused) {
    if (refused) {
      assertThatThrownBy(() -> Population.of(Settings.parse(settings)))
          .isInstanceOf(UsageException.class);
    } else {
      assertThat(Population.of(Settings.parse(settings)).handlers()).isPositive();
    }
  }

  @Test
  void unknownStrategyIsRefusedWithTheNamesThereAre() {
    assertThat(Catalogue.has("herd")).isFalse();
    assertThatThrownBy(() -> Catalogue.strategy("herd"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("'herd'")
        .hasMessageContaining(String.join(", ", names()));
  }

  @Test
  void traitsRefuseThePopulationTheyDoNotHave() {
    Traits threadsOnly =
        Traits.shared(Traits.Notifies.ALL, false, "m", "o", "f")
            .not(As.PROCESSES, "it shares a heap");

    threadsOnly.requirePopulation("x", As.THREADS);
    assertThatThrownBy(() -> threadsOnly.requirePopulation("x", As.PROCESSES))
        .isInstanceOf(UsageException.class)
        .hasMessage("x cannot run as processes, because it shares a heap");
    assertThat(threadsOnly.populations()).containsExactly(As.THREADS);
    assertThat(threadsOnly.atMost(3).maxHandlers()).isEqualTo(3);
    assertThat(threadsOnly.notifies().text()).isEqualTo("all");
    assertThat(Traits.Notifies.ONE.text()).isEqualTo("one");
  }
}
