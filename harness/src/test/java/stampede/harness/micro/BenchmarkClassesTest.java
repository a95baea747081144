package stampede.harness.micro;

import static org.assertj.core.api.Assertions.assertThatCode;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.TearDown;
import stampede.harness.micro.bench.HandOverCounts;
import stampede.harness.micro.bench.Measures;
import stampede.report.chart.WaitersChart;

/** Every benchmark with every parameter, done by hand: set up, a few operations, torn down. */
@Timeout(60)
class BenchmarkClassesTest {
  private static final int OPERATIONS = 20;
  private static final List<String> FEW_WAITERS = List.of("1", "4");

  record Case(String name, Map<String, String> params) {}

  static Stream<Case> cases() {
    return Benchmarks.all().stream()
        .map(entry -> entry.with(WaitersChart.WAITERS, FEW_WAITERS))
        .flatMap(
            entry -> entry.combinations().stream().map(params -> new Case(entry.name(), params)));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void doesItsOperation(Case each) {
    assertThatCode(() -> run(each)).doesNotThrowAnyException();
  }

  private static void run(Case each) throws Exception {
    String[] name = each.name().split("\\.", -1);
    Class<?> type = Class.forName(Measures.class.getPackageName() + "." + name[0]);
    Object benchmark = type.getDeclaredConstructor().newInstance();
    for (Map.Entry<String, String> param : each.params().entrySet()) {
      set(benchmark, type.getDeclaredField(param.getKey()), param.getValue());
    }
    call(benchmark, Setup.class, setup -> setup.value() == Level.Trial);
    try {
      call(benchmark, Setup.class, setup -> setup.value() == Level.Iteration);
      Method operation = type.getMethod(name[1]);
      for (int i = 0; i < OPERATIONS; i++) {
        operation.invoke(benchmark);
      }
      call(benchmark, TearDown.class, tearDown -> tearDown.value() == Level.Iteration);
    } finally {
      call(benchmark, TearDown.class, tearDown -> tearDown.value() == Level.Trial);
    }
  }

  private static void set(Object benchmark, Field field, String value) throws Exception {
    field.setAccessible(true);
    if (field.getType() == int.class) {
      field.setInt(benchmark, Integer.parseInt(value));
    } else {
      field.set(benchmark, value);
    }
  }

  private static <A extends Annotation> void call(
      Object benchmark, Class<A> annotation, Predicate<A> wanted) throws Exception {
    for (Method method : benchmark.getClass().getMethods()) {
      A found = method.getAnnotation(annotation);
      if (found != null && wanted.test(found)) {
        method.invoke(
            benchmark,
            Arrays.stream(method.getParameterTypes()).map(any -> new HandOverCounts()).toArray());
      }
    }
  }
}
