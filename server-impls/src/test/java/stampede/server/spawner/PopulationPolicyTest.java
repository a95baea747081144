package stampede.server.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PopulationPolicyTest {
  @Test
  void fixedWantsTheSameWhateverItSees() {
    PopulationPolicy fixed = PopulationPolicy.fixed(3);

    assertThat(fixed.wanted(new PopulationPolicy.Seen(0, 0, 0))).isEqualTo(3);
    assertThat(fixed.wanted(new PopulationPolicy.Seen(1, 3, 0))).isEqualTo(3);
    assertThat(fixed.wanted(new PopulationPolicy.Seen(2, 9, 9))).isEqualTo(3);
  }
}
