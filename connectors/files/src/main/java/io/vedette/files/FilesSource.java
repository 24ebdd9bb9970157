package io.vedette.files;

import java.util.List;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Recorded files as a bounded source: file after file, record after record, by one reader.
 *
 * <p>Guarantee: the same files give the same records in the same order, at any parallelism.
 *
 * <p>Flink's own FileSource would not do: its stream formats are not told which file they read, and
 * it spreads files over readers.
 *
 * @param <T> what is read
 */
abstract class FilesSource<T>
    implements Source<T, FilesSplit, List<FilesSplit>>, ResultTypeQueryable<T> {

  private static final long serialVersionUID = 1L;

  private final TypeInformation<T> type;

  FilesSource(TypeInformation<T> type) {
    this.type = type;
  }

  @Override
  public final Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public final SplitEnumerator<FilesSplit, List<FilesSplit>> createEnumerator(
      SplitEnumeratorContext<FilesSplit> context) {
    return new FilesEnumerator(context, List.of(FilesSplit.START));
  }

  @Override
  public final SplitEnumerator<FilesSplit, List<FilesSplit>> restoreEnumerator(
      SplitEnumeratorContext<FilesSplit> context, List<FilesSplit> unassigned) {
    return new FilesEnumerator(context, unassigned);
  }

  @Override
  public final SimpleVersionedSerializer<FilesSplit> getSplitSerializer() {
    return new FilesSplit.Serializer();
  }

  @Override
  public final SimpleVersionedSerializer<List<FilesSplit>> getEnumeratorCheckpointSerializer() {
    return new FilesEnumerator.StateSerializer();
  }

  @Override
  public final TypeInformation<T> getProducedType() {
    return type;
  }
}
