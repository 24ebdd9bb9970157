package io.vedette.files;

import io.vedette.schema.LogRecord;
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
 * Recorded logs as a bounded source: file after file, line after line, plain or one JSON object a
 * line, told apart line by line.
 *
 * <p>Guarantee: the same files give the same records in the same order, at any parallelism.
 *
 * <p>The event time of a line is the one it names or begins with, else that of the line before it.
 */
public final class LogFilesSource
    implements Source<LogRecord, FilesSplit, List<FilesSplit>>, ResultTypeQueryable<LogRecord> {

  private static final long serialVersionUID = 1L;

  private final LogFiles files;
  private final FileLimits limits;
  private final String tallyId;

  /** Reads these files and counts in a tally. */
  public LogFilesSource(LogFiles files, FileLimits limits, ReplayTally tally) {
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
  public SourceReader<LogRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new LogFilesReader(files, limits, ReplayTally.find(tallyId), context.metricGroup());
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
  public TypeInformation<LogRecord> getProducedType() {
    return VedetteTypes.LOG_RECORD;
  }
}
