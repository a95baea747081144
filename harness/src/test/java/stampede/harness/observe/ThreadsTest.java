package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.ThisProcess;

@Timeout(30)
class ThreadsTest {
  @Test
  void everyThreadIsThereWithItsNameAndItsSwitches() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    CountDownLatch end = new CountDownLatch(1);
    Task[] other = new Task[1];
    Thread thread =
        Thread.ofPlatform()
            .name("a-handler")
            .start(
                () -> {
                  other[0] = new Task(ThisProcess.pid(), ThisProcess.tid());
                  told.countDown();
                  KernelCountersTest.awaitQuietly(end);
                });
    told.await();
    assertThat(Threads.of(ThisProcess.pid()))
        .anySatisfy(
            state -> {
              assertThat(state.task()).isEqualTo(other[0]);
              assertThat(state.name()).isEqualTo("a-handler");
              assertThat(state.sleeps()).isNotNegative();
              assertThat(state.preemptions()).isNotNegative();
            })
        .anySatisfy(state -> assertThat(state.task().tid()).isEqualTo(ThisProcess.pid()));
    end.countDown();
    thread.join();
    assertThat(Threads.of(999_999_999)).isEmpty();
  }
}
