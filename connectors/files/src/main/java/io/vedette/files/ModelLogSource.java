package io.vedette.files;

import io.vedette.schema.model.ModelRecord;
import io.vedette.serializers.VedetteTypes;
import java.nio.file.Path;
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
 * A {@link ModelLog} as a bounded source, nothing when there is no file.
 *
 * <p>The event time of a record is the number of its line, so that of one key the last record is
 * the latest.
 */
public final class ModelLogSource
    implements Source<ModelRecord, FilesSplit, List<FilesSplit>>, ResultTypeQueryable<ModelRecord> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Reads this file. */
  public ModelLogSource(Path path) {
    this.path = path.toString();
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<ModelRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new ModelLogReader(Path.of(path));
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
  public TypeInformation<ModelRecord> getProducedType() {
    return VedetteTypes.MODEL_RECORD;
  }
}
