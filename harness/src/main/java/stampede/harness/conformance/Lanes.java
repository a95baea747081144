package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.PrivateNetwork;
import stampede.harness.server.ServerUnderTest;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.server.StartException;

/**
 * Servers checked side by side. Each lane is a thread in a network of its own, with a load
 * generator of its own; it takes the next server that no lane has taken, until there is none.
 * Checks wait more than they compute, for a second until a client tries again, for a process to
 * start. Where no network of one's own is permitted there is one lane: what the kernel counts there
 * is of all.
 */
final class Lanes {
  private final ConformancePlan plan;
  private final Interruption interruption;
  private final Audience audience;
  private final Records records;
  private final AtomicInteger next = new AtomicInteger();
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReferenceArray<Turn> turns;
  private volatile boolean interrupted;
  private volatile Optional<String> whyShared = Optional.empty();

  Lanes(ConformancePlan plan, Interruption user, Audience audience) {
    this.plan = plan;
    this.interruption = user.inner();
    this.audience = audience;
    this.records = new Records(plan.known(), plan.repeat());
    this.turns = new AtomicReferenceArray<>(plan.servers().size());
  }

  /**
   * What a server's turn brought.
   *
   * @param suite its checks that were finished; none when it could not be started
   * @param served whether it answered a plain request before anything was checked
   * @param missing why it could not be started; empty when it could
   */
  record Turn(SuiteRecord suite, boolean served, Optional<String> missing) {}

  /**
   * Runs all, and waits for all.
   *
   * @return the turns of those servers that had one, in the order of the plan
   * @throws StartException when the only server cannot be started
   */
  List<Turn> run() throws InterruptedException {
    if (plan.sharedNetwork()) {
      whyShared = Optional.of("as asked");
      lane();
    } else {
      await(begin());
    }
    List<Turn> had = new ArrayList<>();
    for (int i = 0; i < turns.length(); i++) {
      had.add(turns.get(i));
    }
    had.removeIf(Objects::isNull);
    return had;
  }

  private List<FutureTask<Void>> begin() {
    List<FutureTask<Void>> lanes = new ArrayList<>();
    for (int i = 0; i < Math.min(plan.lanes(), turns.length()); i++) {
      boolean first = i == 0;
      lanes.add(
          PrivateNetwork.begin(
              why -> {
                if (first) {
                  whyShared = why;
                }
                if (first || why.isEmpty()) {
                  lane();
                }
                return null;
              }));
    }
    return lanes;
  }

  /** Each has its servers to end, so all are waited for, whatever became of one. */
  private void await(List<? extends Future<Void>> lanes) throws InterruptedException {
    Optional<Throwable> failure = Optional.empty();
    for (Future<Void> lane : lanes) {
      try {
        lane.get();
      } catch (ExecutionException failed) {
        failure = failure.or(() -> Optional.of(failed.getCause()));
      }
    }
    if (failure.orElse(null) instanceof RuntimeException told) {
      throw told;
    }
    failure.ifPresent(
        other -> {
          throw new IllegalStateException("the checks ended badly", other);
        });
  }

  /** The others end when this one cannot go on. */
  private void lane() {
    count.incrementAndGet();
    boolean whole = false;
    try {
      for (int i = next.getAndIncrement(); i < turns.length(); i = next.getAndIncrement()) {
        check(i);
      }
      whole = true;
    } catch (InterruptedRunException ended) {
      whole = true; // what was finished is kept
      interrupted = true;
    } finally {
      if (!whole) {
        interruption.request();
      }
    }
  }

  private void check(int index) {
    interruption.check();
    ServerUnderTest server = plan.servers().get(index);
    Audience.Turn told = audience.begins(index, server.description().spec());
    List<CheckRecord> checks = new ArrayList<>();
    Suite suite = new Suite(server, plan.effort(), plan.seed(), interruption);
    try {
      told.begins(plan.checks().getFirst());
      suite.run(plan.checks(), result -> add(server, result, checks, told));
      keep(index, server, checks, suite.served(), told);
    } catch (InterruptedRunException ended) {
      keep(index, server, checks, suite.served(), told);
      throw ended;
    } catch (StartException missing) {
      if (!plan.several()) {
        throw missing;
      }
      SuiteRecord none = Records.suite(server.description(), List.of());
      turns.set(index, new Turn(none, false, Optional.of(missing.getMessage())));
      told.missing(missing.getMessage());
    }
  }

  private void add(
      ServerUnderTest server, CheckResult result, List<CheckRecord> checks, Audience.Turn told) {
    CheckRecord check = records.check(server.description(), result);
    checks.add(check);
    told.ends(check);
    if (checks.size() < plan.checks().size()) {
      told.begins(plan.checks().get(checks.size()));
    }
  }

  private void keep(
      int index,
      ServerUnderTest server,
      List<CheckRecord> checks,
      boolean served,
      Audience.Turn told) {
    SuiteRecord suite = Records.suite(server.description(), checks);
    turns.set(index, new Turn(suite, served, Optional.empty()));
    told.ends(suite);
  }

  /** Whether the user ended it early. */
  boolean interrupted() {
    return interrupted;
  }

  /** How many there were. */
  int count() {
    return count.get();
  }

  /** {@code private}, or why it was not. */
  String network() {
    return whyShared.map(why -> "shared (" + why + ")").orElse("private");
  }
}
