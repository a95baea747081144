package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClusterKeyTest {
  private static final byte[] PAYLOAD = "stop".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  private Path file(String text, String permissions) throws IOException {
    Path file = Files.writeString(folder.resolve("key"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
  }

  private static Seal seal(String text) {
    return new Seal(Optional.of(ClusterKey.of(text.getBytes(StandardCharsets.UTF_8))));
  }

  private static byte[] closed(Seal seal) {
    return seal.close(PAYLOAD, 0, PAYLOAD.length);
  }

  @Test
  void aFileOfItsOwnerAloneIsAKeyWhateverEndsItsLine() throws IOException {
    ClusterKey key = ClusterKey.read(file("k".repeat(32) + "\n", "rw-------"));
    ClusterKey same = ClusterKey.read(file("k".repeat(32), "r--------"));
    assertThat(key.secret()).isEqualTo(same.secret());
    assertThat(key.secret().getEncoded()).hasSize(32);
  }

  @Test
  void aFileThatOthersMayReadIsRefusedWithTheRemedy() throws IOException {
    Path file = file("k".repeat(32), "rw-r-----");
    assertThatThrownBy(() -> ClusterKey.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("chmod 600 " + file);
  }

  @Test
  void aShortOneIsRefusedWithTheRemedy() throws IOException {
    Path file = file("secret", "rw-------");
    assertThatThrownBy(() -> ClusterKey.read(file))
        .hasMessageContaining("too short")
        .hasMessageContaining("head -c 32 /dev/urandom");
  }

  @Test
  void whatIsNoFileIsRefused() {
    assertThatThrownBy(() -> ClusterKey.read(folder)).hasMessageContaining("is not a file");
  }

  @Test
  void onlyTheSameKeyOpensAFrame() {
    byte[] frame = closed(seal("one"));
    assertThat(frame).isNotEqualTo(closed(seal("one")));
    assertThat(seal("one").open(frame))
        .isInstanceOfSatisfying(
            Seal.Frame.Ours.class,
            ours -> assertThat(ours.payload()).isEqualTo(ByteBuffer.wrap(PAYLOAD)));
    assertThat(seal("other").open(frame)).isInstanceOf(Seal.Frame.Foreign.class);
    assertThat(new Seal(Optional.empty()).open(frame)).isInstanceOf(Seal.Frame.Foreign.class);
    assertThat(seal("one").open(closed(new Seal(Optional.empty()))))
        .isInstanceOf(Seal.Frame.Foreign.class);
  }

  @Test
  void aFrameChangedAnywhereIsNotOpened() {
    byte[] frame = closed(seal("one"));
    for (int i = 0; i < frame.length; i++) {
      byte[] changed = frame.clone();
      changed[i] ^= 1;
      assertThat(seal("one").open(changed)).isInstanceOf(Seal.Frame.Foreign.class);
      assertThat(seal("one").open(Arrays.copyOf(frame, i))).isInstanceOf(Seal.Frame.Foreign.class);
    }
  }

  @Test
  void aRefusalIsUnderstoodWithAnyKeyAndWithNone() {
    assertThat(seal("one").open(Seal.refusal())).isInstanceOf(Seal.Frame.Refusal.class);
    assertThat(new Seal(Optional.empty()).open(Seal.refusal()))
        .isInstanceOf(Seal.Frame.Refusal.class);
  }

  @Test
  void onlyLoopbackDoesWithoutAKey() throws IOException {
    Meeting.Place here = new Meeting.Place.Here("test");
    InetAddress outside = InetAddress.getByName("192.0.2.1");
    assertThat(new Meeting(InetAddress.getLoopbackAddress(), 7800, here, Optional.empty()).key())
        .isEmpty();
    assertThatThrownBy(() -> new Meeting(outside, 7800, here, Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("192.0.2.1 can be reached from other machines: only with a key (--key FILE)");
  }
}
