package io.vedette.files;

import io.vedette.schema.model.ModelRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.jspecify.annotations.Nullable;

/** Reads a {@link ModelLog} in the task's own thread; after a restore from the line it was at. */
final class ModelLogReader implements SourceReader<ModelRecord, FilesSplit> {

  private final Path path;
  private final SplitSignal signal = new SplitSignal();
  private @Nullable FilesSplit split;
  private ModelLog.@Nullable Reader log;

  ModelLogReader(Path path) {
    this.path = path;
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<ModelRecord> output) throws IOException {
    if (split == null) {
      return signal.nothingLeft();
    }
    ModelLog.Reader reader = log == null ? open(split.records()) : log;
    ModelRecord model = reader.next();
    if (model == null) {
      return signal.nothingLeft();
    }
    split = new FilesSplit(0, reader.line());
    output.collect(model, reader.line());
    return InputStatus.MORE_AVAILABLE;
  }

  private ModelLog.Reader open(long linesRead) throws IOException {
    ModelLog.Reader reader = new ModelLog.Reader(path);
    log = reader;
    while (reader.line() < linesRead && reader.next() != null) {}
    return reader;
  }

  @Override
  public List<FilesSplit> snapshotState(long checkpoint) {
    return split == null ? List.of() : List.of(split);
  }

  @Override
  public CompletableFuture<Void> isAvailable() {
    return signal.available();
  }

  @Override
  public void addSplits(List<FilesSplit> splits) {
    split = splits.get(0);
    signal.splitAdded();
  }

  @Override
  public void notifyNoMoreSplits() {
    signal.noMoreSplits();
  }

  @Override
  public void close() throws IOException {
    if (log != null) {
      log.close();
    }
  }
}
