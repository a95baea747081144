package stampede.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/** The audit against a join by hash map, over thousands of small random histories. */
@Timeout(60)
class AuditModelTest {
  private static final int HISTORIES = 3_000;
  private static final Outcome[] OUTCOMES = Outcome.values();

  /** One history as a map, and the same as evidence. */
  private static final class Model {
    final Map<Long, Outcome> outcomes = new HashMap<>();
    final Map<Long, Integer> services = new HashMap<>();
    long unfinished;

    long count(Outcome outcome) {
      return outcomes.values().stream().filter(outcome::equals).count();
    }

    int services(long id) {
      return services.getOrDefault(id, 0);
    }

    long withServices(Outcome outcome, int least, int most) {
      return outcomes.entrySet().stream()
          .filter(each -> each.getValue() == outcome)
          .filter(each -> services(each.getKey()) >= least && services(each.getKey()) <= most)
          .count();
    }

    long duplicated() {
      return outcomes.keySet().stream().filter(id -> services(id) > 1).count();
    }

    long phantom() {
      return services.entrySet().stream()
          .filter(each -> !outcomes.containsKey(each.getKey()))
          .mapToLong(Map.Entry::getValue)
          .sum();
    }

    long indeterminate() {
      return count(Outcome.INDETERMINATE) + count(Outcome.UNFINISHED);
    }

    boolean isWrong(boolean faults) {
      return duplicated() > 0
          || phantom() > 0
          || count(Outcome.ANSWERED_WRONGLY) > 0
          || withServices(Outcome.OK, 0, 0) > 0
          || withServices(Outcome.FAILED, 1, Integer.MAX_VALUE) > 0
          || (!faults && indeterminate() > 0);
    }
  }

  @Test
  void agreesWithANaiveJoin() {
    long seed = new Random().nextLong();
    System.out.println("AuditModelTest seed " + seed);
    Random random = new Random(seed);
    Map<AuditVerdict.Verdict, Integer> verdicts = new HashMap<>();
    for (int i = 0; i < HISTORIES; i++) {
      try (Evidence evidence = Evidence.ofThreads(3)) {
        Model model = write(evidence, random);
        compare(model, evidence.audit(), false, seed, i);
        compare(model, evidence.auditWithFaults(), true, seed, i);
        verdicts.merge(evidence.auditWithFaults().verdict(), 1, Integer::sum);
      }
    }
    assertThat(verdicts.get(AuditVerdict.Verdict.PASS)).isGreaterThan(HISTORIES / 20);
    assertThat(verdicts.get(AuditVerdict.Verdict.FAIL)).isGreaterThan(HISTORIES / 20);
  }

  /** It reads at any time between any two stores, once and many times. */
  @Test
  void followingAFloodAgreesWithANaiveJoinToo() {
    long seed = new Random().nextLong();
    System.out.println("AuditModelTest following, seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < HISTORIES; i++) {
      try (Evidence evidence = Evidence.ofThreads(3)) {
        Audit audit = evidence.follow();
        double eager = random.nextInt(4) / 3.0;
        evidence.afterEach(
            () -> {
              if (random.nextDouble() < eager) {
                audit.advance();
              }
            });
        Model model = write(evidence, random);
        boolean faults = random.nextBoolean();
        compare(model, audit.finish(0, faults), faults, seed, i);
        // so few records are in pages that are not given back
        compare(model, evidence.audit(), false, seed, i);
      }
    }
  }

  /** Mostly what should be; one history in two has a few things that should not. */
  private static Model write(Evidence evidence, Random random) {
    Model model = new Model();
    double oddity = random.nextBoolean() ? 0 : 0.1;
    List<Long> ids = new ArrayList<>();
    int requests = random.nextInt(30);
    for (int i = 0; i < requests; i++) {
      ids.add(attempt(evidence, random, model, oddity));
    }
    while (random.nextDouble() < oddity) {
      long foreign = RequestId.of(Evidence.RUN, random.nextInt(8), 5_000 + random.nextInt(5));
      service(evidence, random, model, foreign);
    }
    while (!ids.isEmpty() && random.nextDouble() < oddity) {
      service(evidence, random, model, ids.get(random.nextInt(ids.size())));
    }
    return model;
  }

  private static long attempt(Evidence evidence, Random random, Model model, double oddity) {
    int thread = random.nextInt(3);
    if (random.nextDouble() < oddity / 2) {
      // nobody can know the id yet, and yet it is the right one in the end
      service(evidence, random, model, evidence.next(thread));
    }
    long id = evidence.invoke(thread);
    Outcome outcome =
        random.nextDouble() < 0.8 ? Outcome.OK : OUTCOMES[random.nextInt(OUTCOMES.length)];
    if (outcome == Outcome.ANSWERED_WRONGLY && oddity == 0) {
      outcome = Outcome.OK;
    }
    if (outcome != Outcome.UNFINISHED) {
      evidence.end(thread, id, outcome, 0);
    }
    model.outcomes.put(id, outcome);
    boolean due = outcome == Outcome.OK || (outcome != Outcome.FAILED && random.nextBoolean());
    if (due != random.nextDouble() < oddity) {
      service(evidence, random, model, id);
    } else if (random.nextInt(10) == 0) {
      evidence.begin(random.nextInt(4), id);
      model.unfinished++;
    }
    return id;
  }

  private static void service(Evidence evidence, Random random, Model model, long id) {
    evidence.service(random.nextInt(4), id);
    model.services.merge(id, 1, Integer::sum);
  }

  private static void compare(
      Model model, AuditVerdict verdict, boolean faults, long seed, int history) {
    String what = "seed " + seed + ", history " + history + ", " + verdict;
    assertThat(verdict.invoked()).as(what).isEqualTo(model.outcomes.size());
    assertThat(verdict.ok()).as(what).isEqualTo(model.count(Outcome.OK));
    assertThat(verdict.failed()).as(what).isEqualTo(model.count(Outcome.FAILED));
    assertThat(verdict.indeterminate()).as(what).isEqualTo(model.indeterminate());
    assertThat(verdict.answeredWrongly()).as(what).isEqualTo(model.count(Outcome.ANSWERED_WRONGLY));
    assertThat(verdict.duplicated()).as(what).isEqualTo(model.duplicated());
    assertThat(verdict.lost()).as(what).isEqualTo(model.withServices(Outcome.OK, 0, 0));
    assertThat(verdict.phantom()).as(what).isEqualTo(model.phantom());
    assertThat(verdict.failedButServed())
        .as(what)
        .isEqualTo(model.withServices(Outcome.FAILED, 1, Integer.MAX_VALUE));
    assertThat(verdict.unfinished()).as(what).isEqualTo(model.unfinished);
    assertThat(verdict.verdict() == AuditVerdict.Verdict.FAIL)
        .as(what)
        .isEqualTo(model.isWrong(faults));
    if (!model.isWrong(faults)) {
      assertThat(verdict.verdict() == AuditVerdict.Verdict.INCONCLUSIVE)
          .as(what)
          .isEqualTo(model.count(Outcome.OK) == 0);
    }
  }
}
