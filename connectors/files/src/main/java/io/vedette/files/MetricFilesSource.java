package io.vedette.files;

import io.vedette.schema.MetricRecord;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Recorded metrics as a bounded source: file after file, line after line.
 *
 * <p>A series comes with its labels the first time, and after a restore it may come with them
 * again.
 *
 * <p>The event time of a sample is its timestamp; a rejection has none.
 */
public final class MetricFilesSource extends FilesSource<MetricRecord> {

  private static final long serialVersionUID = 1L;

  private final MetricFiles files;
  private final FileLimits limits;
  private final String tallyId;

  /** Reads these files and counts in a tally. */
  public MetricFilesSource(MetricFiles files, FileLimits limits, ReplayTally tally) {
    super(VedetteTypes.METRIC_RECORD);
    this.files = files;
    this.limits = limits;
    this.tallyId = tally.id();
    tally.expectBytes(files.bytes());
  }

  @Override
  public SourceReader<MetricRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new MetricFilesReader(
        files.files(), limits, ReplayTally.find(tallyId), context.metricGroup());
  }
}
