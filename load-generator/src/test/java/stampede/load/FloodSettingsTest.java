package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.History;
import stampede.linux.Address;

@Timeout(20)
class FloodSettingsTest {
  private static TrialFlood trial() {
    return TrialFlood.of("raw://127.0.0.1:9");
  }

  @Test
  void whatIsNotSaidHasADefault() {
    FloodSettings settings = trial().settings();
    assertThat(settings.threads()).isEqualTo(1);
    assertThat(settings.closing()).isEqualTo(FloodSettings.Closing.RESET);
    assertThat(settings.recorded()).isTrue();
    assertThat(settings.spinNs()).isZero();
    assertThat(settings.connections()).isEqualTo(4);
  }

  @Test
  void threadsWithACpuEachSpinTheLastStretch() {
    assertThat(trial().with("cpus", "0").with("threads", 2).settings().spinNs()).isZero();
    TrialFlood each = trial().with("cpus", "0,1").with("threads", 2);
    assertThat(each.settings().spinNs()).isPositive();
    assertThat(each.with("restCpus", "2").settings().spinNs())
        .as("where all else has a CPU, too")
        .isGreaterThan(trial().with("cpus", "0").settings().spinNs());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "threads|0",
        "threads|257",
        "threads|many",
        "cpus|1,x",
        "cpus|5000",
        "close|slam",
        "sources|0",
        "sources|255",
        "durationNs|0",
        "timeoutNs|-1",
        "maxInFlight|0",
        "record|all",
        "load|square:3",
        "work|juggle",
        "target|ftp://127.0.0.1/",
        "target|raw://127.0.0.1:0",
        "target|raw://127.0.0.1",
        "target|raw://192.0.2.1:80"
      })
  void aWrongValueIsWrongUsage(String name, String value) {
    assertThatThrownBy(() -> trial().with(name, value).settings())
        .isInstanceOfSatisfying(
            LoadException.class,
            failure -> {
              assertThat(failure.exitCode()).isEqualTo(LoadException.WRONG_USAGE);
              assertThat(failure.getMessage()).isNotBlank().doesNotContain("\n");
            });
  }

  @Test
  void aTargetElsewhereMustBeAllowed() {
    FloodSettings settings =
        trial().with("target", "raw://192.0.2.1:80").with("allowRemote", true).settings();
    assertThat(settings.target().address().isLocal()).isFalse();
  }

  @Test
  void onlyIpv4LoopbackHasManySources() {
    assertThat(trial().with("sources", 3).settings().sources()).isEqualTo(3);
    assertThat(trial().with("target", "raw://[::1]:9").with("sources", 3).settings().sources())
        .isEqualTo(1);
    assertThat(trial().with("target", "raw+unix:@x").with("sources", 3).settings().sources())
        .isEqualTo(1);
  }

  @Test
  void targetsAreReadAsTheyAreWritten() {
    assertThat(Target.parse("raw+unix:/a/b").address()).isEqualTo(new Address.Unix("/a/b"));
    assertThat(Target.parse("http+unix:/run/s:/r/{id}?x"))
        .isEqualTo(
            new Target(
                "http+unix:/run/s:/r/{id}?x",
                new Address.Unix("/run/s"),
                Target.Kind.HTTP,
                "localhost",
                "/r/{id}?x"));
    assertThat(Target.parse("http://127.0.0.1").address()).hasToString("127.0.0.1:80");
    assertThat(Target.parse("http://127.0.0.1:81").path()).isEqualTo("/");
    assertThat(Target.parse("http://[::1]:81/x").host()).isEqualTo("[::1]:81");
    assertThat(((Address.Internet) Target.parse("http://[::1]/").address()).port()).isEqualTo(80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"900", "0,900"})
  void cpusThatDoNotExistAreNamed(String cpus) {
    try (History history = History.create(1, 1, 10)) {
      FloodSettings settings = trial().with("cpus", cpus).settings();
      java.util.BitSet before = stampede.linux.Affinity.ofThisThread();
      try {
        assertThatThrownBy(() -> new Flood(settings, history, new Cancellation()).run(window -> {}))
            .isInstanceOf(LoadException.class)
            .hasMessageContaining("900")
            .hasMessageContaining("--load-cpus");
      } finally {
        stampede.linux.Affinity.placeThisProcess(before);
      }
    }
  }

  @Test
  void everyThreadHasASlotForItsShareOfASchedule() {
    FloodSettings open =
        trial().with("load", "constant:10/s").with("threads", 3).with("maxInFlight", 2).settings();
    assertThat(open.slotsOf(2)).isEqualTo(1);
    assertThat(trial().with("load", "closed:2").with("threads", 3).settings().slotsOf(2)).isZero();
  }

  @Test
  void severalLoadGeneratorsShareOneFloodAsThreadsDo() {
    FloodSettings whole = trial().with("load", "closed:11").with("threads", 4).settings();
    TrialFlood half = trial().with("load", "closed:11").with("threads", 2).with("shareOf", 4);
    FloodSettings first = half.settings();
    FloodSettings second = half.with("shareFrom", 2).settings();
    assertThat(first.connections() + second.connections()).isEqualTo(11);
    assertThat(first.slotsOf(1)).isEqualTo(whole.slotsOf(1));
    assertThat(second.slotsOf(0)).isEqualTo(whole.slotsOf(2));
    assertThatThrownBy(() -> half.with("shareFrom", 3).settings())
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("are more than all 4");
  }

  @Test
  void portExhaustionComesWithItsRemedy() {
    try (History history = History.create(1, 1, 10)) {
      Tally tally = Tally.of(Window.of(1, 0, 10));
      Slots slots = new Slots(1);
      slots.begin(slots.take(), 1, 2, 2);
      int error =
          AttemptError.of(
              AttemptError.Phase.CONNECT, stampede.linux.Errno.EADDRNOTAVAIL.asResult());
      tally.ended(slots, 0, stampede.contract.Outcome.FAILED, error, 3);
      stampede.contract.ControlMessage done =
          DoneMessage.of(
              new Flood(trial().settings(), history, new Cancellation()), tally, history, false);
      assertThat(done.number("error.connect.EADDRNOTAVAIL")).isEqualTo(1);
      assertThat(done.required("advice")).contains("--sources");
    }
  }
}
