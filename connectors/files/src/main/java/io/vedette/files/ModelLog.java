package io.vedette.files;

import io.vedette.schema.ModelKey;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
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
import org.jspecify.annotations.Nullable;

/**
 * Trained models in a file, one a line as JSON: the compacted topic of models for those without
 * Kafka. Models are appended as they are trained; of the records of one {@link ModelKey} the last
 * one counts.
 *
 * <p>A process that is killed leaves at most one line that is not whole, the last; {@link #repair}
 * takes it away. {@link #compact} leaves one line a key.
 */
public final class ModelLog {

  private static final byte END = '\n';

  private ModelLog() {}

  /** Takes what is called for every record. */
  @FunctionalInterface
  public interface Visitor {
    /** The next record, in the order of the file. */
    void visit(ModelRecord model) throws IOException;
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
  public static void read(Path file, Visitor visitor) throws IOException {
    try (Reader reader = new Reader(file)) {
      for (ModelRecord model = reader.next(); model != null; model = reader.next()) {
        visitor.visit(model);
      }
    }
  }

  /** Leaves of every key its last record, in their order; the file is whole at any time. */
  public static void compact(Path file) throws IOException {
    Map<ModelKey, Long> lastLines = new HashMap<>();
    try (Reader reader = new Reader(file)) {
      for (ModelRecord model = reader.next(); model != null; model = reader.next()) {
        lastLines.put(ModelKey.of(model), reader.line);
      }
      if (lastLines.size() == reader.line) {
        return;
      }
    }
    Path partial = file.resolveSibling(file.getFileName() + WholeFile.SUFFIX);
    try (Reader reader = new Reader(file);
        BufferedWriter out = Files.newBufferedWriter(partial)) {
      for (ModelRecord model = reader.next(); model != null; model = reader.next()) {
        if (Long.valueOf(reader.line).equals(lastLines.get(ModelKey.of(model)))) {
          out.write(reader.text);
          out.write(END);
        }
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads one record after the other. */
  static final class Reader implements RecordReader<ModelRecord> {

    private final Path file;
    private final @Nullable BufferedReader lines;
    private String text = "";
    private long line;

    /** At the beginning of the file; at the end when there is none. */
    Reader(Path file) throws IOException {
      this.file = file;
      this.lines = Files.exists(file) ? Files.newBufferedReader(file) : null;
    }

    @Override
    public @Nullable ModelRecord next() throws IOException {
      String next = lines == null ? null : lines.readLine();
      if (next == null) {
        return null;
      }
      text = next;
      line++;
      try {
        return ResultJson.read(next.getBytes(StandardCharsets.UTF_8), ModelRecord.class);
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
