package stampede.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.util.EnumSet;
import java.util.Set;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * What the members of a cluster share and nobody else knows. It comes from a file that only its
 * owner can read; what encrypts is derived from that by HKDF (RFC 5869), so that the file may hold
 * whatever is random enough. Immutable.
 */
public final class ClusterKey {
  /** With fewer the key could be guessed. */
  static final int LEAST_BYTES = 32;

  private static final int MOST_BYTES = 64 << 10;
  private static final int KEY_BYTES = 32;
  private static final Set<PosixFilePermission> OF_OTHERS =
      EnumSet.of(
          PosixFilePermission.GROUP_READ,
          PosixFilePermission.GROUP_WRITE,
          PosixFilePermission.OTHERS_READ,
          PosixFilePermission.OTHERS_WRITE);

  private final SecretKey secret;

  private ClusterKey(SecretKey secret) {
    this.secret = secret;
  }

  /**
   * Reads a file of at least {@value #LEAST_BYTES} bytes; white space around them does not count.
   *
   * @throws IllegalArgumentException with a message for people when there is none, it is too short,
   *     or others may read or write it
   */
  public static ClusterKey read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw new IllegalArgumentException("the key " + file + " is not a file");
      }
      Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
      if (permissions.stream().anyMatch(OF_OTHERS::contains)) {
        throw new IllegalArgumentException(
            "the key " + file + " can be read or written by others: chmod 600 " + file);
      }
      if (Files.size(file) > MOST_BYTES) {
        throw new IllegalArgumentException("the key " + file + " is longer than 64 KiB");
      }
      byte[] bytes = stripped(Files.readAllBytes(file));
      if (bytes.length < LEAST_BYTES) {
        throw new IllegalArgumentException(
            "the key "
                + file
                + " is too short to be safe, make one: (umask 077; head -c 32 /dev/urandom | base64"
                + " > "
                + file
                + ")");
      }
      return of(bytes);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the key " + file + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  /** The key that is derived from these bytes. */
  static ClusterKey of(byte[] bytes) {
    try {
      HKDFParameterSpec how =
          HKDFParameterSpec.ofExtract()
              .addIKM(bytes)
              .thenExpand("stampede cluster 1".getBytes(StandardCharsets.UTF_8), KEY_BYTES);
      return new ClusterKey(KDF.getInstance("HKDF-SHA256").deriveKey("AES", how));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("this Java has no HKDF", impossible);
    }
  }

  /** So that an editor's last line break makes no other key of it. */
  private static byte[] stripped(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1)
        .strip()
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  SecretKey secret() {
    return secret;
  }
}
