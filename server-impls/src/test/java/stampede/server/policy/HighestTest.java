package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class HighestTest {
  @ParameterizedTest
  @ValueSource(longs = {0, Long.MIN_VALUE, Long.MAX_VALUE - 500})
  void remembersForAWhileAndAPartOfIt(long beginNs) {
    Highest highest = new Highest(160, 0);

    assertThat(highest.add(beginNs, 7)).isEqualTo(7);
    assertThat(highest.add(beginNs + 5, 9)).isEqualTo(9);
    assertThat(highest.add(beginNs + 165, 3)).isEqualTo(9);
    assertThat(highest.add(beginNs + 175, 2)).isEqualTo(3);
    assertThat(highest.add(beginNs + 1_000_000, 1)).isEqualTo(1);
  }

  @Test
  void whatWasBeforeIsForgottenLikeTheRest() {
    Highest highest = new Highest(160, 50);

    assertThat(highest.add(0, 1)).isEqualTo(50);
    assertThat(highest.add(159, 1)).isEqualTo(50);
    assertThat(highest.add(175, 1)).isEqualTo(1);
  }

  @Test
  void withoutAWhileItKnowsOnlyTheLast() {
    Highest highest = new Highest(0, 4);

    highest.add(0, 9);
    assertThat(highest.add(100, 2)).isEqualTo(2);
  }
}
