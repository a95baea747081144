package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.PrivateNetwork;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerUnderTest;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.server.StartException;

/**
 * Servers checked side by side. Each lane is a thread in a network of its own, with a load
 * generator of its own; it takes the next server that no lane has had, until there is none. Checks
 * wait more than they compute, for a second until a client tries again, for a process to start.
 * Where no network of one's own is permitted there is one lane: what the kernel counts there is of
 * all.
 */
public final class Lanes implements Checking {
  /** The most that can be asked for. */
  public static final int MOST = 64;

  private static final int MOST_USUAL = 4;

  private final ConformancePlan plan;
  private final Interruption interruption;
  private final Audience audience;
  private final Records records;
  private final Supplier<OptionalInt> next;
  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReferenceArray<Checked.Turn> turns;
  private volatile boolean interrupted;
  private volatile Optional<String> whyShared = Optional.empty();

  /** Lanes that check all servers of the plan, in its order. */
  public Lanes(ConformancePlan plan, Interruption user, Audience audience) {
    this(plan, inOrder(plan), user, audience);
  }

  /**
   * Lanes that are told which server is next.
   *
   * @param next the number in the plan of a server that no lane has had, asked by any lane when it
   *     is free; empty when there is none left
   */
  public Lanes(
      ConformancePlan plan, Supplier<OptionalInt> next, Interruption user, Audience audience) {
    this.plan = plan;
    this.next = next;
    this.interruption = user.inner();
    this.audience = audience;
    this.records = new Records(plan.known(), plan.repeat());
    this.turns = new AtomicReferenceArray<>(plan.servers().size());
  }

  private static Supplier<OptionalInt> inOrder(ConformancePlan plan) {
    AtomicInteger given = new AtomicInteger();
    return () -> {
      int index = given.getAndIncrement();
      return index < plan.servers().size() ? OptionalInt.of(index) : OptionalInt.empty();
    };
  }

  /** How many there are on this machine unless somebody says: one for each CPU, at most four. */
  public static int usual() {
    return Math.min(MOST_USUAL, Machine.cpus().cardinality());
  }

  @Override
  public Checked run() throws InterruptedException {
    if (plan.sharedNetwork()) {
      whyShared = Optional.of("as asked");
      lane();
    } else {
      await(begin());
    }
    List<Checked.Turn> had = new ArrayList<>();
    for (int i = 0; i < turns.length(); i++) {
      had.add(turns.get(i));
    }
    had.removeIf(Objects::isNull);
    return Checked.here(had, interrupted, count.get(), network());
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
      for (OptionalInt i = next.get(); i.isPresent(); i = next.get()) {
        check(i.getAsInt());
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
      turns.set(index, new Checked.Turn(none, false, Optional.of(missing.getMessage())));
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
    turns.set(index, new Checked.Turn(suite, served, Optional.empty()));
    told.ends(suite, served);
  }

  /** {@code private}, or why it was not. */
  private String network() {
    return whyShared.map(why -> "shared (" + why + ")").orElse("private");
  }
}
