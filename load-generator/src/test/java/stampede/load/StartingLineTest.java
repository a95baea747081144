package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** When a flood of several threads begins. */
@Timeout(20)
class StartingLineTest {
  private static final long PATIENCE_NS = 10_000_000_000L;

  private final AtomicInteger asked = new AtomicInteger();
  private final StartingLine line =
      new StartingLine(3, () -> Window.of(asked.incrementAndGet(), 2, 3));

  private CompletableFuture<Window> thread() {
    CompletableFuture<Window> seen = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                seen.complete(line.ready());
              } catch (RuntimeException failed) {
                seen.completeExceptionally(failed);
              }
            });
    return seen;
  }

  @Test
  void theTimesAreSetOnceWhenTheLastIsReady() throws Exception {
    List<CompletableFuture<Window>> early = List.of(thread(), thread());
    assertThatThrownBy(() -> line.await(50_000_000)).isInstanceOf(TimeoutException.class);
    assertThat(asked).hasValue(0);

    CompletableFuture<Window> last = thread();
    Window times = line.await(PATIENCE_NS);
    assertThat(Stream.concat(early.stream(), Stream.of(last)).map(CompletableFuture::join))
        .containsOnly(times);
    assertThat(asked).hasValue(1);
  }

  @Test
  void whoeverWaitsIsToldOfOneThatNeverWillBeReady() {
    CompletableFuture<Window> waiting = thread();
    IllegalStateException cause = new IllegalStateException("no ring");
    line.failed(cause);
    assertThatThrownBy(() -> line.await(PATIENCE_NS))
        .isInstanceOf(ExecutionException.class)
        .hasCause(cause);
    assertThatThrownBy(waiting::join).hasRootCause(cause);
    assertThatThrownBy(line::ready).hasCause(cause);
    assertThat(asked).hasValue(0);
  }
}
