package io.vedette.files;

import io.vedette.schema.ModelKey;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Trained models in a file, one a line as JSON: the compacted topic of models for those without
 * Kafka. Models are appended as they are trained; of the records of one {@link ModelKey} or {@link
 * NamesModelKey} the last one counts. Models of series and those of names have each a file.
 *
 * <p>A process that is killed leaves at most one line that is not whole, the last; {@link #repair}
 * takes it away. {@link #compact} leaves one line a key.
 */
public final class ModelLog {

  private static final byte END = '\n';

  private ModelLog() {}

  /** Takes what is called for every record. */
  @FunctionalInterface
  public interface Visitor<T> {
    /** The next record, in the order of the file. */
    void visit(T model) throws IOException;
  }

  /** Cuts a last line off that is not whole; does nothing when there is none, or no file. */
  public static void repair(Path file) throws IOException {
    if (!Files.exists(file)) {
      return;
    }
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "rw")) {
      long end = log.length();
      while (end > 0) {
        log.seek(end - 1);
        if (log.readByte() == END) {
          break;
        }
        end--;
      }
      log.setLength(end);
    }
  }

  /**
   * Reads every record, those that no longer count included; none when there is no file.
   *
   * @throws IOException naming file and line when one is not a model
   */
  public static void read(Path file, Visitor<ModelRecord> visitor) throws IOException {
    read(file, ModelRecord.class, visitor);
  }

  /** The same for models of names. */
  public static void readNames(Path file, Visitor<NamesModelRecord> visitor) throws IOException {
    read(file, NamesModelRecord.class, visitor);
  }

  private static <T extends SpecificRecord> void read(Path file, Class<T> type, Visitor<T> visitor)
      throws IOException {
    try (Reader<T> reader = new Reader<>(file, type)) {
      for (T model = reader.next(); model != null; model = reader.next()) {
        visitor.visit(model);
      }
    }
  }

  /** Leaves of every key its last record, in their order; the file is whole at any time. */
  public static void compact(Path file) throws IOException {
    compact(file, ModelRecord.class, ModelKey::of);
  }

  /** The same for models of names. */
  public static void compactNames(Path file) throws IOException {
    compact(file, NamesModelRecord.class, NamesModelKey::of);
  }

  private static <T extends SpecificRecord> void compact(
      Path file, Class<T> type, Function<T, Object> key) throws IOException {
    Map<Object, Long> lastLines = new HashMap<>();
    try (Reader<T> reader = new Reader<>(file, type)) {
      for (T model = reader.next(); model != null; model = reader.next()) {
        lastLines.put(key.apply(model), reader.line);
      }
      if (lastLines.size() == reader.line) {
        return;
      }
    }
    Path partial = file.resolveSibling(file.getFileName() + WholeFile.SUFFIX);
    try (Reader<T> reader = new Reader<>(file, type);
        BufferedWriter out = Files.newBufferedWriter(partial)) {
      for (T model = reader.next(); model != null; model = reader.next()) {
        if (Long.valueOf(reader.line).equals(lastLines.get(key.apply(model)))) {
          out.write(reader.text);
          out.write(END);
        }
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads one record after the other. */
  static final class Reader<T extends SpecificRecord> implements RecordReader<T> {

    private final Path file;
    private final Class<T> type;
    private final @Nullable BufferedReader lines;
    private String text = "";
    private long line;

    /** At the beginning of the file; at the end when there is none. */
    Reader(Path file, Class<T> type) throws IOException {
      this.file = file;
      this.type = type;
      this.lines = Files.exists(file) ? Files.newBufferedReader(file) : null;
    }

    @Override
    public @Nullable T next() throws IOException {
      String next = lines == null ? null : lines.readLine();
      if (next == null) {
        return null;
      }
      text = next;
      line++;
      try {
        return ResultJson.read(next.getBytes(StandardCharsets.UTF_8), type);
      } catch (IllegalArgumentException notAModel) {
        throw new IOException(file + ":" + line + ": " + notAModel.getMessage(), notAModel);
      }
    }

    @Override
    public void close() throws IOException {
      if (lines != null) {
        lines.close();
      }
    }
  }
}
