package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.harness.conformance.Effort;

@Timeout(60)
class ConformOrderTest {
  private static final int FUZZED = 20_000;
  private static final ConformOrder ORDER =
      new ConformOrder(
          List.of("epoll,as=processes", "exec,command='a=b, \"c\"\\n\nd'"),
          List.of("PA-05-notify-plurality", "ST-flood"),
          OptionalInt.of(3),
          true,
          new Effort(10, 20, 30),
          -7,
          "1.0");

  @Test
  void whatIsOrderedIsRead() {
    assertThat(ConformOrder.parse(ORDER.text())).isEqualTo(ORDER);
    assertThat(ConformOrder.isOne(ORDER.text())).isTrue();
    assertThat(ConformOrder.isOne("run\nload=closed:1")).isFalse();
    ConformOrder usual =
        new ConformOrder(
            List.of("epoll"),
            List.of("A"),
            OptionalInt.empty(),
            false,
            Effort.BRIEF,
            Long.MAX_VALUE,
            "2");
    assertThat(ConformOrder.parse(usual.text())).isEqualTo(usual);
  }

  @ParameterizedTest
  @CsvSource({
    "lanes=3, lanes=65",
    "lanes=3, lanes=-1",
    "lanes=3, lanes=",
    "requests=10, requests=0",
    "requests=10, requests=1000000000000",
    "trials=20, trials=1001",
    "floodNs=30, floodNs=60000000001",
    "sharedNetwork=true, sharedNetwork=yes",
    "seed=-7, seed=x",
    "version=1.0, more=1",
    "check.0, check.7",
    "server.0, server.2",
    "conform, run"
  })
  void whatNoOrderHasIsRefused(String there, String instead) {
    String text = ORDER.text().replace(there, instead);
    assertThat(text).isNotEqualTo(ORDER.text());
    assertThatThrownBy(() -> ConformOrder.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsAddedIsRefused() {
    assertThatThrownBy(() -> ConformOrder.parse(ORDER.text() + "\nshell=true"))
        .hasMessage("not an order to check servers: [shell]");
    assertThatThrownBy(() -> ConformOrder.parse(ORDER.text() + "\nserver.03=epoll"))
        .hasMessageContaining("server.03");
  }

  @Test
  void anOrderHasAnEnd() {
    ConformOrder many =
        new ConformOrder(
            Collections.nCopies(1001, "epoll"),
            List.of("A"),
            OptionalInt.empty(),
            false,
            Effort.BRIEF,
            1,
            "1");
    assertThatThrownBy(() -> ConformOrder.parse(many.text()))
        .hasMessageContaining("1 to 1000 of server.");
  }

  @Test
  void whateverComesIsReadOrRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    int refused = 0;
    for (int i = 0; i < FUZZED; i++) {
      StringBuilder text = new StringBuilder(ORDER.text());
      text.setCharAt(random.nextInt(text.length()), (char) (10 + random.nextInt(100)));
      try {
        assertThat(ConformOrder.parse(text.toString())).isNotNull();
      } catch (IllegalArgumentException none) {
        refused++;
      }
    }
    assertThat(refused).as("seed " + seed).isPositive();
  }
}
