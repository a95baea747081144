package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.cluster.WorkRefusedException;
import stampede.contract.ControlMessage;
import stampede.harness.Version;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.check.Checks;
import stampede.report.Member;

/** What an agent looks at before it checks anything. */
@Timeout(60)
class ConformWorkTest {
  private static final String CHECK = "PA-05-notify-plurality";

  private static String order(String server, String check, String version) {
    return new ConformOrder(
            List.of(server), List.of(check), OptionalInt.empty(), false, Effort.BRIEF, 1, version)
        .text();
  }

  private static String prepared(boolean allowExec, String order) {
    return new ConformWork(Checks.all(), allowExec).prepare(order);
  }

  @Test
  void itSaysWhatItIsWhenItIsReady() {
    ControlMessage told =
        ControlMessage.parse(prepared(false, order("epoll,handlers=2", CHECK, Version.text())));
    Member member = MemberFacts.member("a", told);
    assertThat(member.stampedeVersion()).isEqualTo(Version.text());
    assertThat(member.environment().onlineCpus()).isPositive();
    assertThat(told.value(ConformWork.CANNOT + 0)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "'exec,command=true', runs a program of the controller's choice",
    "@/etc/passwd, start this agent with --allow-exec",
    "no-such-server, no server is called 'no-such-server'",
    "'epoll,colour=red', has no setting 'colour'"
  })
  void aServerThatItMustNotOrCannotHaveIsRefused(String server, String why) {
    assertThatThrownBy(() -> prepared(false, order(server, CHECK, Version.text())))
        .isInstanceOf(WorkRefusedException.class)
        .hasMessageContaining(why);
  }

  @Test
  void withPermissionAnyProgramIsAServer() {
    assertThat(prepared(true, order("exec,command=true", CHECK, Version.text()))).isNotEmpty();
  }

  @Test
  void anotherVersionAnUnknownCheckAndNonsenseAreRefused() {
    assertThatThrownBy(() -> prepared(false, order("epoll", CHECK, "another")))
        .isInstanceOf(WorkRefusedException.class)
        .hasMessageContaining("and the controller is another");
    assertThatThrownBy(() -> prepared(false, order("epoll", "PA-99", Version.text())))
        .isInstanceOf(WorkRefusedException.class)
        .hasMessage("it has no check PA-99");
    assertThatThrownBy(() -> prepared(false, "conform\nserver.0=epoll"))
        .isInstanceOf(WorkRefusedException.class);
  }
}
