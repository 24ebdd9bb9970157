package io.vedette.serializers;

import io.vedette.schema.TextCache;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Texts on a wire, as a length and UTF-8; those that come again are read into one object. */
final class SharedTexts {

  private static final int SLOTS = 1_024;

  private final TextCache texts = new TextCache(SLOTS);
  private byte[] buffer = new byte[TextCache.MAX_LENGTH];

  void write(String text, DataOutputView target) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    target.writeInt(bytes.length);
    target.write(bytes);
  }

  String read(DataInputView source) throws IOException {
    int length = source.readInt();
    if (length > buffer.length) {
      buffer = new byte[length];
    }
    source.readFully(buffer, 0, length);
    return texts.text(buffer, 0, length);
  }
}
