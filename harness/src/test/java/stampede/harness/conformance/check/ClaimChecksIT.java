package stampede.harness.conformance.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static stampede.harness.conformance.Verdict.DIFFERS;
import static stampede.harness.conformance.Verdict.PASS;
import static stampede.harness.conformance.Verdict.UNSUPPORTED;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the claims say is seen of our servers, and what they declare to do otherwise. */
@Timeout(120)
class ClaimChecksIT {
  @ParameterizedTest
  @ValueSource(strings = {"epoll", "flag", "poll"})
  void whoTellsAllHasLosersWhoServeLater(String server) {
    assertThat(Verdicts.of(server, new NotificationChecks(), new LoserChecks()).values())
        .containsOnly(PASS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"blocking", "epoll-exclusive", "mutex", "file-lock", "trylock"})
  void whoTellsOneDiffersAndHasNoLosers(String server) {
    assertThat(Verdicts.of(server, new NotificationChecks(), new LoserChecks()).values())
        .containsOnly(DIFFERS);
  }

  @Test
  void oneHandlerIsNoPlurality() {
    assertThat(Verdicts.of("iterative", new NotificationChecks(), new LoserChecks()).values())
        .containsOnly(UNSUPPORTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "mutex"})
  void aSharedBufferStoresWhatNobodyTakes(String server) {
    assertThat(
            Verdicts.of(server, new BufferChecks(), new FlagChecks(), new AcceptanceChecks())
                .values())
        .containsOnly(PASS);
  }

  @Test
  void aFlagOfItsOwnIsReadableAndTrue() {
    assertThat(Verdicts.of("flag", new FlagChecks()).values()).containsOnly(PASS);
  }

  @Test
  void ofASplitAddressAHandlerSeesItsShareOnly() {
    assertThat(Verdicts.of("reuseport", new BufferChecks(), new FlagChecks()))
        .containsEntry("PA-01-finite-buffer", PASS)
        .containsEntry("PA-05-stored-until-accepted", PASS)
        .containsEntry("PA-15-flag-readable", DIFFERS)
        .containsEntry("PA-10-flag-truthful", PASS);
  }

  @Test
  void whoHoardsEmptiesTheBuffer() {
    assertThat(Verdicts.of("netty-epoll", new BufferChecks()))
        .containsEntry("PA-01-finite-buffer", DIFFERS)
        .containsEntry("PA-05-stored-until-accepted", PASS);
  }

  @Test
  void aSpawnerCreatesThreadsThatRunEverywhere() {
    assertThat(Verdicts.of("epoll", new SpawnerChecks(), new PlacementChecks()).values())
        .containsOnly(PASS);
  }

  @Test
  void twoThreadsShareAHandlerProcess() {
    assertThat(Verdicts.of("blocking,as=processes", new PlacementChecks()))
        .containsEntry("PA-02-threads-in-process", PASS);
  }

  @Test
  void everyRequestOfAFloodIsServicedOnceWhereverItComesFrom() {
    assertThat(Verdicts.of("epoll-exclusive", new FloodChecks()).values()).containsOnly(PASS);
  }

  @Test
  void thePopulationFollowsTheLoad() {
    assertThat(Verdicts.of("epoll", new PopulationChecks(), new BalanceChecks()))
        .containsOnly(
            entry("PA-03-grow", PASS),
            entry("PA-03-shrink", PASS),
            entry("PA-03-shrink-loses-nothing", PASS),
            entry("PA-10-balance", PASS));
  }
}
