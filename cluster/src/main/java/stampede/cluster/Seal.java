package stampede.cluster;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Frames between members, as they go over the network. With a key a frame is encrypted and
 * authenticated as a whole (AES-256-GCM, a random nonce each), and one that another key made, or
 * nobody's, is not opened. Any thread.
 *
 * <pre>
 *   open    0 | payload
 *   sealed  1 | nonce (12) | payload, encrypted | tag (16)
 *   refusal 2                                      my key is not yours
 * </pre>
 */
final class Seal {
  private static final byte OPEN = 0;
  private static final byte SEALED = 1;
  private static final byte REFUSAL = 2;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Optional<ClusterKey> key;
  private final SecureRandom random = new SecureRandom();

  /** What a frame was. */
  sealed interface Frame {
    /** Of somebody who has our key. */
    record Ours(ByteBuffer payload) implements Frame {}

    /** Of somebody whom our key does not suit. */
    record Refusal() implements Frame {}

    /** Of somebody who has not our key. */
    record Foreign() implements Frame {}
  }

  Seal(Optional<ClusterKey> key) {
    this.key = key;
  }

  static byte[] refusal() {
    return new byte[] {REFUSAL};
  }

  /** A frame with that payload. */
  byte[] close(byte[] payload, int offset, int length) {
    if (key.isEmpty()) {
      return ByteBuffer.allocate(1 + length).put(OPEN).put(payload, offset, length).array();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] sealed =
          cipher(Cipher.ENCRYPT_MODE, key.get(), nonce, 0).doFinal(payload, offset, length);
      return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
          .put(SEALED)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java does not encrypt with AES-GCM", impossible);
    }
  }

  /** What a frame from somewhere is. */
  Frame open(byte[] frame) {
    if (frame.length == 1 && frame[0] == REFUSAL) {
      return new Frame.Refusal();
    }
    if (key.isEmpty()) {
      boolean isOpen = frame.length > 1 && frame[0] == OPEN;
      return isOpen
          ? new Frame.Ours(ByteBuffer.wrap(frame, 1, frame.length - 1))
          : new Frame.Foreign();
    }
    if (frame.length <= 1 + NONCE_BYTES || frame[0] != SEALED) {
      return new Frame.Foreign();
    }
    try {
      int from = 1 + NONCE_BYTES;
      byte[] payload =
          cipher(Cipher.DECRYPT_MODE, key.get(), frame, 1)
              .doFinal(frame, from, frame.length - from);
      return new Frame.Ours(ByteBuffer.wrap(payload));
    } catch (GeneralSecurityException notOurs) {
      return new Frame.Foreign();
    }
  }

  private static Cipher cipher(int mode, ClusterKey key, byte[] nonce, int offset)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key.secret(), new GCMParameterSpec(TAG_BITS, nonce, offset, NONCE_BYTES));
    return cipher;
  }
}
