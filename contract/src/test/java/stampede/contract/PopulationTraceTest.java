package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.SharedMemory;

@Timeout(60)
class PopulationTraceTest {
  @Test
  void aNewTraceIsEmpty() {
    try (PopulationTrace trace = PopulationTrace.create(4)) {
      assertThat(trace.samples()).isEmpty();
    }
  }

  @Test
  void aSampleReadsBackAsItWasAppended() {
    try (PopulationTrace trace = PopulationTrace.create(4);
        PopulationTrace reader = PopulationTrace.open(Descriptors.duplicate(trace.descriptor()))) {
      trace.append(77, 5, 4, 1, 3, 1.25, 0.5, 9, 800_000);
      trace.append(Long.MAX_VALUE, 0, 4096, 0, 0, 0, Double.NaN, -1, -1);
      assertThat(reader.samples())
          .containsExactly(
              new PopulationSample(77, 5, 4, 1, 3, 1.25, 0.5, 9, 800_000),
              new PopulationSample(Long.MAX_VALUE, 0, 4096, 0, 0, 0, Double.NaN, -1, -1));
    }
  }

  @Test
  void theOldestAreOverwrittenWhenItIsFull() {
    try (PopulationTrace trace = PopulationTrace.create(100)) {
      LongStream.range(0, 250).forEach(turn -> appendTurn(trace, turn));
      assertThat(trace.samples().stream().map(PopulationSample::atNs))
          .containsExactlyElementsOf(LongStream.range(150, 250).boxed().toList());
    }
  }

  @Test
  void aReaderNeverSeesHalfASample() throws InterruptedException {
    try (PopulationTrace trace = PopulationTrace.create(8)) {
      Thread writer =
          Thread.ofPlatform()
              .start(() -> LongStream.range(0, 2_000_000).forEach(turn -> appendTurn(trace, turn)));
      long seen = 0;
      while (writer.isAlive()) {
        List<PopulationSample> samples = trace.samples();
        assertThat(samples).allMatch(PopulationTraceTest::isOfOneTurn);
        assertThat(samples.stream().map(PopulationSample::atNs)).isSorted();
        seen += samples.size();
      }
      writer.join();
      assertThat(seen).isPositive();
      assertThat(trace.samples()).hasSize(8);
    }
  }

  @Test
  void aSampleThatIsBeingOverwrittenIsLeftOut() {
    try (PopulationTrace trace = PopulationTrace.create(4);
        SharedMemory memory = SharedMemory.open(Descriptors.duplicate(trace.descriptor()))) {
      LongStream.range(0, 4).forEach(turn -> appendTurn(trace, turn));
      // what a writer that was killed in the middle leaves
      memory.putLong(PopulationTrace.HEADER_BYTES, 0);
      assertThat(trace.samples().stream().map(PopulationSample::atNs)).containsExactly(1L, 2L, 3L);
    }
  }

  @Test
  void whatAnotherProcessAppendedSurvivesItsDeath() throws InterruptedException {
    try (PopulationTrace trace = PopulationTrace.create(PopulationTrace.USUAL_SAMPLES);
        Child child = Child.play(ChildRole.TRACE, 1_000, trace.descriptor())) {
      child.awaitWord("played");
      child.kill();
      assertThat(trace.samples()).hasSize(1_000).allMatch(PopulationTraceTest::isOfOneTurn);
    }
  }

  @Test
  void appendingAllocatesNothing() {
    try (PopulationTrace trace = PopulationTrace.create(64)) {
      Allocation.assertNone(() -> appendTurn(trace, 7));
    }
  }

  @Test
  void whatIsNoTraceOrNoSizeIsRefused() {
    try (SharedMemory other = SharedMemory.create("other", 8192)) {
      assertThatThrownBy(() -> PopulationTrace.open(Descriptors.duplicate(other.descriptor())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a population trace");
    }
    assertThatThrownBy(() -> PopulationTrace.create(0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> PopulationTrace.create(PopulationTrace.MAX_SAMPLES + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  /** A sample all of whose fields say the same turn. */
  static void appendTurn(PopulationTrace trace, long turn) {
    int n = (int) turn;
    trace.append(turn, n, n, n, n, n, n, n, turn);
  }

  private static boolean isOfOneTurn(PopulationSample sample) {
    int n = (int) sample.atNs();
    return sample.equals(new PopulationSample(n, n, n, n, n, n, n, n, n));
  }
}
