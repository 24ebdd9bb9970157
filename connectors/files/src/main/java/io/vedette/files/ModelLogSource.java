package io.vedette.files;

import io.vedette.schema.model.ModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.nio.file.Path;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * A {@link ModelLog} as a bounded source, nothing when there is no file.
 *
 * <p>The event time of a record is the number of its line, so that of one key the last record is
 * the latest.
 */
public final class ModelLogSource extends FilesSource<ModelRecord> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Reads this file. */
  public ModelLogSource(Path path) {
    super(VedetteTypes.MODEL_RECORD);
    this.path = path.toString();
  }

  @Override
  public SourceReader<ModelRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new ModelLogReader(Path.of(path));
  }
}
