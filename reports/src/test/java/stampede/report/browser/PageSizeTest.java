package stampede.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class PageSizeTest {
  private static final int LIMIT = 5 << 20;

  @ParameterizedTest
  @EnumSource
  void everyPageStaysUnderFiveMebibytes(PageKind kind) {
    int bytes = kind.markup().getBytes(StandardCharsets.UTF_8).length;
    System.out.println(kind + " has " + bytes + " bytes");
    assertThat(bytes).isLessThan(LIMIT);
  }
}
