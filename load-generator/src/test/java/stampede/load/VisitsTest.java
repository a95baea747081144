package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.contract.Work;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;

/** Requests driven by hand: each ends as its server deals with it, and is recorded so. */
@Timeout(30)
class VisitsTest {
  private static final long WITHIN_NS = 5_000_000_000L;
  private static final int RUN = 7;

  private final History history = History.create(RUN, 1, 100);

  private Visits visits(String target, int most) {
    return new Visits(Target.parse(target), history.writer(0), Work.NONE, most, 1);
  }

  private static void answer(ScriptedServer.Connection connection) {
    connection.readRequest();
    connection.answer();
  }

  private Visit only(String target) {
    try (Visits visits = visits(target, 1)) {
      Visit visit = visits.begin();
      assertThat(visits.awaitAll(WITHIN_NS)).isTrue();
      return visit;
    }
  }

  @Test
  void manyAreUnderWayAtATimeAndEachIsAnsweredAndRecorded() {
    try (ScriptedServer server = ScriptedServer.local(VisitsTest::answer);
        Visits visits = visits(server.rawTarget(), 20)) {
      List<Visit> burst = visits.begin(20);
      assertThat(visits.awaitAll(WITHIN_NS)).isTrue();
      assertThat(burst).allMatch(Visit::isAnswered);
      assertThat(burst).extracting(Visit::id).doesNotHaveDuplicates();
      for (int sequence = 0; sequence < burst.size(); sequence++) {
        assertThat(history.outcome(0, sequence)).isEqualTo(Outcome.OK);
      }
      assertThat(history.recorded(0)).isEqualTo(20);
    }
  }

  @Test
  void theirTimesAreInOrder() {
    try (ScriptedServer server = ScriptedServer.local(VisitsTest::answer)) {
      Visit visit = only(server.rawTarget());
      assertThat(visit.establishedNs()).isPositive().isLessThanOrEqualTo(visit.sentNs());
      assertThat(visit.sentNs()).isLessThanOrEqualTo(visit.closedNs());
    }
  }

  @Test
  void aRefusedOneHasFailed() {
    Address nobody;
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      nobody = socket.address();
    }
    Visit visit = only("raw://" + nobody);
    assertThat(visit.outcome()).isEqualTo(Outcome.FAILED);
    assertThat(visit.error()).isEqualTo("connect.ECONNREFUSED");
    assertThat(visit.isEstablished()).isFalse();
  }

  @Test
  void theAnswerToAnotherIsAnsweredWrongly() {
    try (ScriptedServer server =
        ScriptedServer.local(
            connection -> {
              connection.readRequest();
              connection.answer(connection.id() + 1, 0, 1);
            })) {
      assertThat(only(server.rawTarget()).outcome()).isEqualTo(Outcome.ANSWERED_WRONGLY);
    }
  }

  @Test
  void aResetSaysNothing() {
    try (ScriptedServer server = ScriptedServer.local(ScriptedServer.Connection::closeByReset)) {
      Visit visit = only(server.rawTarget());
      assertThat(visit.outcome()).isEqualTo(Outcome.INDETERMINATE);
      assertThat(visit.error()).endsWith("ECONNRESET");
    }
  }

  @Test
  void oneStillUnderWayIsResetWhenItsClientLeaves() {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 8, false)) {
      Visit visit;
      try (Visits visits = visits("raw://" + socket.address(), 1)) {
        visit = visits.begin();
        assertThat(visits.awaitAll(1_000_000)).isFalse();
        assertThat(visit.hasEnded()).isFalse();
        assertThat(visit.isEstablished()).isTrue();
      }
      assertThat(visit.outcome()).isEqualTo(Outcome.INDETERMINATE);
      assertThat(history.outcome(0, 0)).isEqualTo(Outcome.INDETERMINATE);
    }
  }

  @Test
  void placesAreUsedAgain() {
    try (ScriptedServer server = ScriptedServer.local(VisitsTest::answer);
        Visits visits = visits(server.rawTarget(), 1)) {
      for (int i = 0; i < 3; i++) {
        Visit visit = visits.begin();
        visits.awaitAll(WITHIN_NS);
        assertThat(visit.isAnswered()).as("visit %d: %s", i, visit).isTrue();
      }
    }
  }

  @Test
  void aKnockSaysWhatItIsToldAndSeesHowItIsEnded() {
    try (ScriptedServer server =
            ScriptedServer.local(
                connection -> {
                  connection.readText();
                  connection.send("no");
                });
        Knock knock = Knock.at(server.address(), WITHIN_NS)) {
      knock.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(knock.await(WITHIN_NS)).isNotEqualTo(Knock.State.OPEN);
      assertThat(new String(knock.received(), StandardCharsets.US_ASCII)).isEqualTo("no");
    }
  }

  @Test
  void aKnockThatIsLeftAloneStaysOpen() {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 8, false);
        Knock knock = Knock.at(socket.address(), WITHIN_NS)) {
      assertThat(knock.await(1_000_000)).isEqualTo(Knock.State.OPEN);
      knock.reset();
    }
  }
}
