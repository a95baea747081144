package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.harness.fault.FaultPlan;
import stampede.harness.server.Servers;
import stampede.server.Settings;
import stampede.server.UsageException;
import stampede.server.strategy.Catalogue;

@Timeout(10)
class ServerProductTest {
  private static List<String> specs(
      List<String> spelled, String strategies, String as, String handlers) {
    return new ServerProduct(spelled, Optional.ofNullable(strategies), as, handlers, List.of())
        .select().servers().stream().map(server -> server.description().spec()).toList();
  }

  @Test
  void everyStrategyMeetsEveryPopulationAndSize() {
    assertThat(specs(List.of(), "blocking,epoll", "threads,processes", "2,4"))
        .containsExactly(
            "blocking,as=threads,handlers=2",
            "blocking,as=threads,handlers=4",
            "blocking,as=processes,handlers=2",
            "blocking,as=processes,handlers=4",
            "epoll,as=threads,handlers=2",
            "epoll,as=threads,handlers=4",
            "epoll,as=processes,handlers=2",
            "epoll,as=processes,handlers=4");
  }

  @Test
  void nothingSaidIsThreeStrategies() {
    assertThat(specs(List.of(), null, "threads", "4"))
        .containsExactly(
            "blocking,as=threads,handlers=4",
            "epoll,as=threads,handlers=4",
            "reuseport,as=threads,handlers=4");
  }

  @Test
  void serversSpelledOutComeAloneOrBeforeTheProduct() {
    List<String> spelled = List.of("mutex,handlers=3");
    assertThat(specs(spelled, null, "threads", "4")).containsExactly("mutex,handlers=3");
    assertThat(specs(spelled, "epoll", "threads", "4"))
        .containsExactly("mutex,handlers=3", "epoll,as=threads,handlers=4");
  }

  @Test
  void allIsTheWholeCatalogueOnceEach() {
    assertThat(specs(List.of(), "all", "threads", "1")).hasSize(Catalogue.all().size());
  }

  @Test
  void aStrategyOfOneHandlerIsMeasuredOnceWithIt() {
    assertThat(specs(List.of(), "iterative", "threads", "4,8"))
        .containsExactly("iterative,as=threads,handlers=1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"nonsense", "epoll,nonsense", ""})
  void unknownStrategiesAreRefused(String strategies) {
    assertThatThrownBy(() -> specs(List.of(), strategies, "threads", "4"))
        .isInstanceOf(UsageException.class);
  }

  @Test
  void settingsAStrategyDoesNotHaveAreRefusedWithThoseItHas() {
    assertThatThrownBy(() -> Servers.of(Settings.parse("epoll,rotate=16")))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no setting 'rotate'")
        .hasMessageContaining("handlers");
    Servers.of(Settings.parse("epoll-exclusive,rotate=16"));
  }

  private static Selection struck(List<String> spelled, String strategies, String fault) {
    return new ServerProduct(
            spelled,
            Optional.ofNullable(strategies),
            "threads,processes",
            "4",
            List.of(FaultPlan.parse(fault)))
        .select();
  }

  @Test
  void whatAProductLeavesOutItSaysWithTheReason() {
    Selection selection = struck(List.of(), "blocking", "kill@1ms");
    assertThat(selection.servers())
        .extracting(server -> server.description().spec())
        .containsExactly("blocking,as=processes,handlers=4");
    assertThat(selection.skipped())
        .singleElement()
        .satisfies(
            skipped -> {
              assertThat(skipped.server()).isEqualTo("blocking,as=threads,handlers=4");
              assertThat(skipped.reason()).contains("strike the whole server");
            });
  }

  @Test
  void moreHandlersThanAStrategyCanHaveAreLoweredAloud() {
    Selection selection =
        new ServerProduct(List.of(), Optional.of("iterative"), "threads", "4", List.of()).select();
    assertThat(selection.servers()).hasSize(1);
    assertThat(selection.skipped().getFirst().reason()).contains("at most 1 handler");
  }

  @Test
  void aServerSpelledOutThatCannotRunIsWrongUsage() {
    assertThatThrownBy(() -> struck(List.of("blocking"), null, "kill@1ms"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("as=processes");
    assertThatThrownBy(() -> struck(List.of("epoll,as=processes"), null, "kill:5@1ms"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("there are 4");
  }

  @Test
  void serversOfOthersStandBesideOurs() {
    String exec = "exec,command='server {port}',handlers=3";
    assertThat(specs(List.of("epoll", exec), null, "threads", "4"))
        .containsExactly("epoll", exec.replace("'", ""));
    assertThatThrownBy(() -> struck(List.of(exec), null, "kill@1ms"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("our own servers");
    assertThatThrownBy(() -> specs(List.of("ngnix"), null, "threads", "4"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no server is called 'ngnix'")
        .hasMessageContaining("nginx, haproxy, exec");
  }

  @Test
  void aProductOfWhichNothingIsLeftIsWrongUsage() {
    assertThatThrownBy(() -> struck(List.of(), "iterative", "kill:2@1ms"))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("nothing is selected: ");
  }
}
