package io.vedette.files;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.TakenAlert;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** Reads files of alerts. */
final class AlertFilesReader extends FilesReader<AlertRecord> {

  private final List<String> paths;
  private final FileLimits limits;
  private final Counter alertsRead;
  private final Counter alertsRejected;

  AlertFilesReader(List<String> paths, FileLimits limits, SourceReaderMetricGroup metrics) {
    super(paths);
    this.paths = paths;
    this.limits = limits;
    this.alertsRead = metrics.counter(JobMetric.ALERTS_READ.id());
    this.alertsRejected = metrics.counter(JobMetric.ALERTS_REJECTED.id());
  }

  @Override
  RecordReader<AlertRecord> open(int file) throws IOException {
    String path = paths.get(file);
    return new AlertLines(path, MetricFiles.open(Path.of(path)), limits);
  }

  @Override
  void emit(AlertRecord record, long number, ReaderOutput<AlertRecord> output) {
    if (record instanceof TakenAlert taken) {
      alertsRead.inc();
      output.collect(record, taken.alert().getTs());
    } else {
      alertsRejected.inc();
      output.collect(record);
    }
  }
}
