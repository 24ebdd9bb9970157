package io.vedette.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/**
 * Reads files one after the other, in the task's own thread: local disks answer faster than a
 * hand-over between threads would.
 *
 * <p>After a restore it reads the file it was in again from its beginning and drops what was
 * emitted before: that costs one more reading of a file, and keeps no state but two numbers.
 *
 * @param <T> what is read
 */
abstract class FilesReader<T> implements SourceReader<T, FilesSplit> {

  private final List<String> paths;
  private final SplitSignal signal = new SplitSignal();
  private boolean assigned;
  private int file;
  private long records;
  private @Nullable RecordReader<T> current;

  /** Reads these, in this order. */
  FilesReader(List<String> paths) {
    this.paths = paths;
  }

  /** A reader of this file, at its beginning. */
  abstract RecordReader<T> open(int file) throws IOException;

  /** Counts and emits a record; {@code number} is its place in its file, from 1. */
  abstract void emit(T record, long number, ReaderOutput<T> output);

  @Override
  public final void start() {}

  @Override
  public final InputStatus pollNext(ReaderOutput<T> output) throws IOException {
    T record = assigned ? read() : null;
    if (record == null) {
      return signal.nothingLeft();
    }
    records++;
    emit(record, records, output);
    return InputStatus.MORE_AVAILABLE;
  }

  /** The next record of this file or the next, or null after the last. */
  private @Nullable T read() throws IOException {
    while (file < paths.size()) {
      if (current == null) {
        current = open(file);
        skip(current);
      }
      T record = current.next();
      if (record != null) {
        return record;
      }
      current.close();
      current = null;
      records = 0;
      file++;
    }
    return null;
  }

  private void skip(RecordReader<T> reader) throws IOException {
    for (long i = 0; i < records; i++) {
      if (reader.next() == null) {
        throw new IOException(paths.get(file) + " has become shorter since the checkpoint");
      }
    }
  }

  @Override
  public final List<FilesSplit> snapshotState(long checkpoint) {
    return assigned ? List.of(new FilesSplit(file, records)) : List.of();
  }

  @Override
  public final CompletableFuture<Void> isAvailable() {
    return signal.available();
  }

  @Override
  public final void addSplits(List<FilesSplit> splits) {
    for (FilesSplit split : splits) {
      file = split.file();
      records = split.records();
      assigned = true;
    }
    signal.splitAdded();
  }

  @Override
  public final void notifyNoMoreSplits() {
    signal.noMoreSplits();
  }

  @Override
  public final void close() {
    if (current != null) {
      try {
        current.close();
      } catch (IOException failed) {
        throw new UncheckedIOException("cannot close " + paths.get(file), failed);
      }
    }
  }
}
