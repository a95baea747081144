package stampede.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.server.UsageException;

@Timeout(10)
class CheckSelectionTest {
  private static final List<Check> ALL =
      List.of(check("PA-05-a", 1, 5), check("PA-05-b", 5, 12), check("ER-reset"));

  private static Check check(String id, Integer... claims) {
    return new Check(id, List.of(claims), "r", trial -> Finding.holds("", ""));
  }

  private static List<String> ids(List<String> names, List<Integer> claims) {
    return new CheckSelection(names, claims).of(ALL).stream().map(Check::id).toList();
  }

  @Test
  void nothingSaidSelectsAll() {
    assertThat(ids(List.of(), List.of())).containsExactly("PA-05-a", "PA-05-b", "ER-reset");
  }

  @Test
  void namesAreIdsOrHowTheyBeginInAnyCaseAndOrder() {
    assertThat(ids(List.of("ER-", "pa-05-b"), List.of())).containsExactly("PA-05-b", "ER-reset");
  }

  @Test
  void claimsSelectWhatSpeaksForOneOfThem() {
    assertThat(ids(List.of(), List.of(12, 1))).containsExactly("PA-05-a", "PA-05-b");
    assertThat(ids(List.of("PA-05-a"), List.of(5))).containsExactly("PA-05-a");
  }

  @Test
  void whatSelectsNothingIsWrongUsage() {
    assertThatThrownBy(() -> ids(List.of("PA-05", "XX"), List.of()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no check begins with 'XX'");
    assertThatThrownBy(() -> ids(List.of(), List.of(99)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no check speaks for claim 99")
        .hasMessageContaining("[1, 5, 12]");
    assertThatThrownBy(() -> ids(List.of("ER-"), List.of(12)))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("no check is selected");
  }

  @Test
  void everyClaimHasAStatement() {
    assertThat(Claims.all()).hasSize(23).contains(1, 10, 23);
    assertThat(Claims.all()).allSatisfy(claim -> assertThat(Claims.statement(claim)).isNotBlank());
    assertThatThrownBy(() -> Claims.statement(24)).isInstanceOf(IllegalArgumentException.class);
  }
}
