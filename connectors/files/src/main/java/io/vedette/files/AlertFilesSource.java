package io.vedette.files;

import io.vedette.schema.AlertRecord;
import io.vedette.serializers.VedetteTypes;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Recorded alerts as a bounded source, file after file, line after line; their event time is {@code
 * ts}. The same files give the same records in the same order, at any parallelism.
 */
public final class AlertFilesSource extends FilesSource<AlertRecord> {

  private static final long serialVersionUID = 1L;

  private final AlertFiles files;
  private final FileLimits limits;

  /** Reads these files. */
  public AlertFilesSource(AlertFiles files, FileLimits limits) {
    super(VedetteTypes.ALERT_RECORD);
    this.files = files;
    this.limits = limits;
  }

  @Override
  public SourceReader<AlertRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new AlertFilesReader(files.paths(), limits, context.metricGroup());
  }
}
