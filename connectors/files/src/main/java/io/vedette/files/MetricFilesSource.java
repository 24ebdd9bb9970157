package io.vedette.files;

import io.vedette.schema.MetricRecord;
import io.vedette.serializers.VedetteTypes;
import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Recorded metrics as a bounded source: file after file, line after line.
 *
 * <p>Guarantee: the same files give the same records in the same order, at any parallelism; a
 * series comes with its labels the first time, and after a restore it may come with them again.
 *
 * <p>Flink's own FileSource would not do: its stream formats are not told which file they read,
 * which is where a series gets its name, and it spreads files over readers.
 *
 * <p>The event time of a sample is its timestamp; a rejection has none.
 */
public final class MetricFilesSource
    implements Source<MetricRecord, FilesSplit, List<FilesSplit>>,
        ResultTypeQueryable<MetricRecord> {

  private static final long serialVersionUID = 1L;

  private final MetricFiles files;
  private final FileLimits limits;
  private final String tallyId;

  /** Reads these files and counts in a tally. */
  public MetricFilesSource(MetricFiles files, FileLimits limits, ReplayTally tally) {
    this.files = files;
    this.limits = limits;
    this.tallyId = tally.id();
    tally.expectBytes(files.bytes());
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<MetricRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new MetricFilesReader(
        files.files(), limits, ReplayTally.find(tallyId), context.metricGroup());
  }

  @Override
  public SplitEnumerator<FilesSplit, List<FilesSplit>> createEnumerator(
      SplitEnumeratorContext<FilesSplit> context) {
    return new FilesEnumerator(context, List.of(FilesSplit.START));
  }

  @Override
  public SplitEnumerator<FilesSplit, List<FilesSplit>> restoreEnumerator(
      SplitEnumeratorContext<FilesSplit> context, List<FilesSplit> unassigned) {
    return new FilesEnumerator(context, unassigned);
  }

  @Override
  public SimpleVersionedSerializer<FilesSplit> getSplitSerializer() {
    return new FilesSplit.Serializer();
  }

  @Override
  public SimpleVersionedSerializer<List<FilesSplit>> getEnumeratorCheckpointSerializer() {
    return new FilesEnumerator.StateSerializer();
  }

  @Override
  public TypeInformation<MetricRecord> getProducedType() {
    return VedetteTypes.METRIC_RECORD;
  }
}
