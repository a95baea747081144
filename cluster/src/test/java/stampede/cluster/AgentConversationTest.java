package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentConversationTest {
  private static final int MANY = 100_000;

  @Test
  void answersThatNobodyWaitsForAreBounded() {
    Room.Seat seat = new Room().enter("a");
    AgentConversation conversation = new AgentConversation(seat, new Peer("controller"), 1);
    assertThat(conversation.hear(0)).isEmpty();
    int taken = 0;
    while (taken < MANY && conversation.take("answer " + taken)) {
      taken++;
    }
    assertThat(taken).isBetween(1, MANY - 1);
    assertThat(conversation.hear(0)).contains("answer 0");
    assertThat(conversation.take("again")).isTrue();
  }
}
