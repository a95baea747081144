package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.HandlerCounts;

@Timeout(10)
class WindowTest {
  private final Sample sample = new Sample();

  @Test
  void whatTheCompilersTookIsAShareOfTheServersTime() {
    assertThat(sample.window().compilerPercent()).isZero();
    sample.compilerNs = 5_000_000;
    assertThat(sample.window().compilerPercent()).isEqualTo(25, within(1e-9));
  }

  @Test
  void whatTheLoadGeneratorsCompilersTookIsAShareOfACpu() {
    assertThat(sample.window().generatorCompilerPercent()).isZero();
    sample.generatorCompilerCpuNs = 400_000_000;
    assertThat(sample.window().generatorCompilerPercent()).isEqualTo(40, within(1e-9));
  }

  @Test
  void countsAreDifferencesOfTheTwoSnapshots() {
    sample.before = List.of(Sample.handler(0, 11, 1_000), Sample.handler(1, 12, 1_000));
    sample.after = List.of(Sample.handler(0, 11, 4_000), Sample.handler(1, 12, 2_000));
    Window window = sample.window();
    assertThat(window.accepts()).hasValue(4_000);
    assertThat(window.handlers().getFirst().accepts()).isEqualTo(3_000);
    assertThat(window.wakeupsPerAccept(0).orElseThrow()).isEqualTo(2, within(1e-9));
    assertThat(window.emptyAcceptsPerAccept().orElseThrow()).isEqualTo(0.1, within(1e-9));
    assertThat(window.lengthS()).isEqualTo(1);
  }

  @Test
  void aReplacedHandlersThreadCountsItsSwitchesFromZero() {
    HandlerCounts before = new HandlerCounts(0, 10, 11, 100, 0, 0, 5_000, List.of(0));
    HandlerCounts after = new HandlerCounts(0, 20, 21, 150, 0, 0, 70, List.of(0, 1));
    HandlerCounts since = after.since(before);
    assertThat(since.accepts()).as("counters belong to the slot").isEqualTo(50);
    assertThat(since.wakeups()).isEqualTo(70);
    assertThat(since.pid()).isEqualTo(20);
  }

  @Test
  void sleepsWithinServicesAreNoWakeups() {
    HandlerCounts before = new HandlerCounts(0, 10, 11, 0, 0, 5, 10, List.of());
    HandlerCounts after = new HandlerCounts(0, 10, 11, 10, 0, 15, 40, List.of());
    assertThat(after.since(before).wakeups()).isEqualTo(20);
  }

  @Test
  void wakeupsThatAreUnknownOfOneHandlerAreUnknownOfAll() {
    sample.after.set(1, new HandlerCounts(1, 10, 12, 2_500, 0, 0, -1, List.of()));
    assertThat(sample.window().wakeupsPerAccept(0)).isEmpty();
    assertThat(sample.window().emptyAcceptsPerAccept()).isPresent();
  }

  @Test
  void nothingAcceptedGivesNoRatio() {
    sample.after = sample.before;
    assertThat(sample.window().wakeupsPerAccept(0)).isEmpty();
    assertThat(sample.window().emptyAcceptsPerAccept()).isEmpty();
    assertThat(sample.window().accepts()).hasValue(0);
  }

  @Test
  void cpuTimePerRequestIsAbsentWithoutRequests() {
    assertThat(sample.window().serverCpuUsPer(0)).isEmpty();
    assertThat(sample.window().serverCpuUsPer(1_000).orElseThrow()).isEqualTo(20, within(1e-9));
  }

  @Test
  void busyAndStolenTimeAreOfTheCpusPlaced() {
    sample.serverBusy = 0.8;
    sample.loadBusy = 0.2;
    sample.steal = 0.1;
    Window window = sample.window();
    assertThat(window.serverBusyPercent().orElseThrow()).isEqualTo(80, within(0.1));
    assertThat(window.loadBusyPercent()).isEqualTo(20, within(0.1));
    assertThat(window.stealPercent()).isEqualTo(10, within(0.1));
  }

  @Test
  void theCpusOfAServerThatIsNotOursAreUnknown() {
    sample.serverUnknown = true;
    assertThat(sample.window().serverBusyPercent()).isEmpty();
  }

  @Test
  void aUnixSocketHasNoQueueDepth() {
    assertThat(sample.window().deepestQueue()).isEmpty();
  }
}
