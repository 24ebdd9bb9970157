package io.vedette.files;

import io.vedette.schema.JobMetric;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;

/** Reads files of metrics. */
final class MetricFilesReader extends FilesReader<MetricRecord> {

  private final List<MetricFile> files;
  private final FileLimits limits;
  private final ReplayTally tally;
  private final Announcer announcer = new Announcer();
  private final Counter samplesRead;
  private final Counter samplesRejected;
  private final Counter seriesAnnounced;

  MetricFilesReader(
      List<MetricFile> files,
      FileLimits limits,
      ReplayTally tally,
      SourceReaderMetricGroup metrics) {
    super(files.stream().map(MetricFile::path).toList());
    this.files = files;
    this.limits = limits;
    this.tally = tally;
    this.samplesRead = metrics.counter(JobMetric.SAMPLES_READ.id());
    this.samplesRejected = metrics.counter(JobMetric.SAMPLES_REJECTED.id());
    this.seriesAnnounced = metrics.counter(JobMetric.SERIES_ANNOUNCED.id());
  }

  @Override
  RecordReader<MetricRecord> open(int file) throws IOException {
    MetricFile metrics = files.get(file);
    Path path = Path.of(metrics.path());
    InputStream counted = new CountedInput(Files.newInputStream(path), tally);
    return metrics.layout().isCsv()
        ? new CsvRecordReader(metrics, MetricFiles.open(path, counted), limits, announcer)
        : new RemoteWriteRecordReader(metrics, counted, limits, announcer);
  }

  @Override
  void emit(MetricRecord record, long number, ReaderOutput<MetricRecord> output) {
    Sample sample = MetricRecord.sampleIn(record);
    if (sample != null) {
      samplesRead.inc();
      if (sample.series() != null) {
        seriesAnnounced.inc();
        tally.addSeries();
      }
      output.collect(record, sample.timestamp());
    } else {
      samplesRejected.inc(((Rejected) record).letter().getCount());
      tally.addRejected();
      output.collect(record);
    }
  }
}
