package stampede.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

@Timeout(30)
class PackageNeededTest {
  @Test
  void aProgramThatIsThereIsFound() {
    assertThat(PackageNeeded.require("bash", "bash")).isExecutable();
  }

  @Test
  void aMissingProgramSkipsTheTest() {
    assertThatThrownBy(() -> PackageNeeded.skip("needs x", false))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("needs x");
  }

  @Test
  void aMissingProgramFailsTheTestWhereSkippingIsForbidden() {
    assertThatThrownBy(() -> PackageNeeded.skip("needs x", true))
        .isInstanceOf(AssertionFailedError.class)
        .hasMessageContaining("needs x")
        .hasMessageContaining("forbidden");
  }

  @Test
  void theMessageNamesThePackage() {
    assertThatThrownBy(() -> PackageNeeded.require("no-such-program", "its-package"))
        .hasMessageContaining("apt-get install its-package");
  }
}
