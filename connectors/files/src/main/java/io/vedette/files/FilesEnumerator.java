package io.vedette.files;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Gives the one split to the first reader that comes, and tells all that there will be no other.
 */
final class FilesEnumerator implements SplitEnumerator<FilesSplit, List<FilesSplit>> {

  private final SplitEnumeratorContext<FilesSplit> context;
  private final List<FilesSplit> unassigned;

  /** With the splits nobody has: one at the start, or what a checkpoint remembers. */
  FilesEnumerator(SplitEnumeratorContext<FilesSplit> context, List<FilesSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayList<>(unassigned);
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {
    if (!unassigned.isEmpty()) {
      context.assignSplit(unassigned.remove(0), subtask);
    }
    context.signalNoMoreSplits(subtask);
  }

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {}

  @Override
  public void addSplitsBack(List<FilesSplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public List<FilesSplit> snapshotState(long checkpoint) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}

  /** The stored form of its state: nothing, or the split nobody has. */
  static final class StateSerializer implements SimpleVersionedSerializer<List<FilesSplit>> {

    private final FilesSplit.Serializer splits = new FilesSplit.Serializer();

    @Override
    public int getVersion() {
      return splits.getVersion();
    }

    @Override
    public byte[] serialize(List<FilesSplit> unassigned) throws IOException {
      return unassigned.isEmpty() ? new byte[0] : splits.serialize(unassigned.get(0));
    }

    @Override
    public List<FilesSplit> deserialize(int version, byte[] serialized) throws IOException {
      return serialized.length == 0 ? List.of() : List.of(splits.deserialize(version, serialized));
    }
  }
}
