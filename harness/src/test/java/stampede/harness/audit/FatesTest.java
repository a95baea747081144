package stampede.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.Outcome;

@Timeout(20)
class FatesTest {
  private static final Outcome[] OUTCOMES = Outcome.values();

  private final Fates fates = new Fates();

  @Test
  void nothingIsKnownAtFirstHoweverFarAway() {
    for (long sequence : new long[] {0, 1, 65_535, 65_536, 100_000_000}) {
      assertThat(fates.outcome(sequence)).isEqualTo(Outcome.UNFINISHED);
      assertThat(fates.services(sequence)).isZero();
    }
  }

  @Test
  void servicesAreCountedToManyAndNoFurther() {
    assertThat(fates.service(7)).isZero();
    assertThat(fates.service(7)).isEqualTo(1);
    for (int i = 0; i < 100; i++) {
      assertThat(fates.service(7)).isEqualTo(Fates.MANY);
    }
    assertThat(fates.services(7)).isEqualTo(Fates.MANY);
    assertThat(fates.services(6)).isZero();
    assertThat(fates.services(8)).isZero();
  }

  @Test
  void eachRequestKeepsItsOwnFateWhateverTheOrder() {
    long seed = System.nanoTime();
    System.out.println("FatesTest seed " + seed);
    Random random = new Random(seed);
    Map<Long, Outcome> outcomes = new HashMap<>();
    Map<Long, Integer> services = new HashMap<>();
    for (int i = 0; i < 20_000; i++) {
      long sequence = random.nextInt(5) * 40_000L + random.nextInt(1_000);
      if (random.nextBoolean()) {
        Outcome outcome = OUTCOMES[random.nextInt(OUTCOMES.length)];
        fates.end(sequence, outcome);
        outcomes.put(sequence, outcome);
      } else {
        fates.service(sequence);
        services.merge(sequence, 1, (a, b) -> Math.min(Fates.MANY, a + b));
      }
    }
    for (long sequence = 0; sequence < 200_000; sequence++) {
      assertThat(fates.outcome(sequence))
          .isEqualTo(outcomes.getOrDefault(sequence, Outcome.UNFINISHED));
      assertThat(fates.services(sequence)).isEqualTo(services.getOrDefault(sequence, 0));
    }
  }
}
