package stampede.server;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Has every wait of a test look at its condition at once and often. What is waited for usually
 * takes a few milliseconds, and waits are so many that a tenth of a second for each is most of the
 * time of all tests. Found by every test class: see {@code META-INF/services}.
 */
public final class LookOften implements BeforeAllCallback {
  private static final Duration EVERY = Duration.ofMillis(5);

  @Override
  public void beforeAll(ExtensionContext context) {
    Awaitility.setDefaultPollDelay(Duration.ZERO);
    Awaitility.setDefaultPollInterval(EVERY);
  }
}
