package io.vedette.files;

import io.vedette.schema.LogRecord;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Recorded logs as a bounded source: file after file, line after line, plain or one JSON object a
 * line, told apart line by line.
 *
 * <p>Guarantee: the same files give the same records in the same order, at any parallelism.
 *
 * <p>The event time of a line is the one it names or begins with, else that of the line before it.
 */
public final class LogFilesSource extends FilesSource<LogRecord> {

  private static final long serialVersionUID = 1L;

  private final LogFiles files;
  private final FileLimits limits;
  private final String tallyId;

  /** Reads these files and counts in a tally. */
  public LogFilesSource(LogFiles files, FileLimits limits, ReplayTally tally) {
    super(VedetteTypes.LOG_RECORD);
    this.files = files;
    this.limits = limits;
    this.tallyId = tally.id();
    tally.expectBytes(files.bytes());
  }

  @Override
  public SourceReader<LogRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new LogFilesReader(files, limits, ReplayTally.find(tallyId), context.metricGroup());
  }
}
