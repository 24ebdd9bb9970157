package io.vedette.files;

import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;

/**
 * A {@link ModelLog} as a bounded source, nothing when there is no file.
 *
 * <p>The event time of a record is the number of its line, so that of one key the last record is
 * the latest.
 */
public final class ModelLogSource<T extends SpecificRecord> extends FilesSource<T> {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final Class<T> type;

  private ModelLogSource(Path path, Class<T> type, TypeInformation<T> information) {
    super(information);
    this.path = path.toString();
    this.type = type;
  }

  /** Models of series in this file. */
  public static ModelLogSource<ModelRecord> ofSeries(Path path) {
    return new ModelLogSource<>(path, ModelRecord.class, VedetteTypes.MODEL_RECORD);
  }

  /** Models of names in this file. */
  public static ModelLogSource<NamesModelRecord> ofNames(Path path) {
    return new ModelLogSource<>(path, NamesModelRecord.class, VedetteTypes.NAMES_MODEL_RECORD);
  }

  @Override
  public SourceReader<T, FilesSplit> createReader(SourceReaderContext context) {
    return new ModelLogReader<>(Path.of(path), type);
  }
}
