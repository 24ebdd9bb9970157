package io.vedette.files;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.TakenAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Reads files of alerts one after the other in the task's own thread; after a restore the file it
 * was in from its beginning, without what was emitted before.
 */
final class AlertFilesReader implements SourceReader<AlertRecord, FilesSplit> {

  private final List<String> paths;
  private final FileLimits limits;
  private final SplitSignal signal = new SplitSignal();
  private final Counter alertsRead;
  private final Counter alertsRejected;
  private @Nullable FilesSplit split;
  private @Nullable AlertLines current;

  AlertFilesReader(List<String> paths, FileLimits limits, SourceReaderMetricGroup metrics) {
    this.paths = paths;
    this.limits = limits;
    this.alertsRead = metrics.counter(JobMetric.ALERTS_READ.id());
    this.alertsRejected = metrics.counter(JobMetric.ALERTS_REJECTED.id());
  }

  @Override
  public void start() {}

  @Override
  public InputStatus pollNext(ReaderOutput<AlertRecord> output) throws IOException {
    if (split == null) {
      return signal.nothingLeft();
    }
    FilesSplit at = split;
    if (at.file() >= paths.size()) {
      return signal.nothingLeft();
    }
    AlertLines lines = current == null ? open(at) : current;
    AlertRecord record = lines.next();
    if (record == null) {
      lines.close();
      current = null;
      split = new FilesSplit(at.file() + 1, 0);
      return InputStatus.MORE_AVAILABLE;
    }
    split = new FilesSplit(at.file(), at.records() + 1);
    if (record instanceof TakenAlert taken) {
      alertsRead.inc();
      output.collect(record, taken.alert().getTs());
    } else {
      alertsRejected.inc();
      output.collect(record);
    }
    return InputStatus.MORE_AVAILABLE;
  }

  private AlertLines open(FilesSplit at) throws IOException {
    String path = paths.get(at.file());
    AlertLines lines = new AlertLines(path, MetricFiles.open(Path.of(path)), limits);
    current = lines;
    for (long i = 0; i < at.records(); i++) {
      if (lines.next() == null) {
        throw new IOException(path + " has become shorter since the checkpoint");
      }
    }
    return lines;
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
    if (current != null) {
      current.close();
    }
  }
}
