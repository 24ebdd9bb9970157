package io.vedette.bench.quality.data;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/** Reads the files of a small tar.gz: POSIX ustar, names as they stand in their headers. */
public final class TarGzip {

  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int TYPE_AT = 156;

  private TarGzip() {}

  /** Every regular file by its name. */
  public static Map<String, byte[]> read(Path archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (InputStream in =
        new BufferedInputStream(new GZIPInputStream(Files.newInputStream(archive)))) {
      for (byte[] header = block(in); header[0] != 0; header = block(in)) {
        String name = text(header, 0, NAME_LENGTH);
        int size = Integer.parseInt(text(header, SIZE_AT, SIZE_LENGTH).strip(), 8);
        byte[] content = in.readNBytes(size);
        if (content.length < size) {
          throw new EOFException(archive + ": " + name + " is cut off");
        }
        in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
        if (header[TYPE_AT] == '0' || header[TYPE_AT] == 0) {
          files.put(name, content);
        }
      }
    }
    return files;
  }

  private static byte[] block(InputStream in) throws IOException {
    byte[] block = in.readNBytes(BLOCK);
    return block.length == BLOCK ? block : new byte[BLOCK];
  }

  private static String text(byte[] header, int from, int length) {
    int end = from;
    while (end < from + length && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.UTF_8);
  }
}
