package stampede.cluster;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A message while it is written; {@link Wire} has the form. One thread uses it. */
final class Encoding {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final DataOutputStream out = new DataOutputStream(bytes);

  /** Begins a message. */
  Encoding(byte kind) {
    bytes.write(Wire.VERSION);
    bytes.write(kind);
  }

  Encoding number(long number) {
    try {
      out.writeLong(number);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  Encoding text(String text) {
    return block(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
  }

  Encoding block(ByteBuffer block) {
    byte[] copy = new byte[block.remaining()];
    block.duplicate().get(copy);
    try {
      out.writeInt(copy.length);
      out.write(copy);
      return this;
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  byte[] bytes() {
    return bytes.toByteArray();
  }
}
