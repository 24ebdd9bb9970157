package io.vedette.files;

import io.vedette.schema.AlertRecord;
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
 * Recorded alerts as a bounded source, file after file, line after line; their event time is {@code
 * ts}. The same files give the same records in the same order, at any parallelism.
 */
public final class AlertFilesSource
    implements Source<AlertRecord, FilesSplit, List<FilesSplit>>, ResultTypeQueryable<AlertRecord> {

  private static final long serialVersionUID = 1L;

  private final AlertFiles files;
  private final FileLimits limits;

  /** Reads these files. */
  public AlertFilesSource(AlertFiles files, FileLimits limits) {
    this.files = files;
    this.limits = limits;
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<AlertRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new AlertFilesReader(files.paths(), limits, context.metricGroup());
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
  public TypeInformation<AlertRecord> getProducedType() {
    return VedetteTypes.ALERT_RECORD;
  }
}
