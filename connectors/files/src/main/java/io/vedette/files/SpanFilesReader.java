package io.vedette.files;

import io.vedette.schema.JobMetric;
import io.vedette.schema.SpanRecord;
import io.vedette.schema.TracedSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** Reads files of spans. */
final class SpanFilesReader extends FilesReader<SpanRecord> {

  private final List<String> paths;
  private final FileLimits limits;
  private final Counter spansRead;
  private final Counter spansRejected;

  SpanFilesReader(List<String> paths, FileLimits limits, SourceReaderMetricGroup metrics) {
    super(paths);
    this.paths = paths;
    this.limits = limits;
    this.spansRead = metrics.counter(JobMetric.SPANS_READ.id());
    this.spansRejected = metrics.counter(JobMetric.SPANS_REJECTED.id());
  }

  @Override
  RecordReader<SpanRecord> open(int file) throws IOException {
    String path = paths.get(file);
    return new SpanLines(path, MetricFiles.open(Path.of(path)), limits);
  }

  @Override
  void emit(SpanRecord record, long number, ReaderOutput<SpanRecord> output) {
    if (record instanceof TracedSpan span) {
      spansRead.inc();
      output.collect(record, span.endMillis());
    } else {
      spansRejected.inc();
      output.collect(record);
    }
  }
}
