package io.vedette.files;

import io.vedette.schema.SpanRecord;
import io.vedette.serializers.VedetteTypes;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * Recorded spans as a bounded source, file after file, line after line; their event time is their
 * end. The same files give the same records in the same order, at any parallelism.
 */
public final class SpanFilesSource extends FilesSource<SpanRecord> {

  private static final long serialVersionUID = 1L;

  private final ArrayList<String> paths;
  private final FileLimits limits;

  /** Reads these files, as {@link SpanFiles} finds them. */
  public SpanFilesSource(List<String> paths, FileLimits limits) {
    super(VedetteTypes.SPAN_RECORD);
    this.paths = new ArrayList<>(paths);
    this.limits = limits;
  }

  @Override
  public SourceReader<SpanRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new SpanFilesReader(paths, limits, context.metricGroup());
  }
}
