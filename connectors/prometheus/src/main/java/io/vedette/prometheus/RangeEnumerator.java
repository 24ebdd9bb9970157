package io.vedette.prometheus;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.jspecify.annotations.Nullable;

/** Gives a split to whoever asks for one, until there is none. */
final class RangeEnumerator implements SplitEnumerator<RangeSplit, List<RangeSplit>> {

  private final SplitEnumeratorContext<RangeSplit> context;
  private final Deque<RangeSplit> unassigned;

  RangeEnumerator(SplitEnumeratorContext<RangeSplit> context, List<RangeSplit> unassigned) {
    this.context = context;
    this.unassigned = new ArrayDeque<>(unassigned);
  }

  /** Every selector over every slice; times are multiples of the step, whenever the job runs. */
  static List<RangeSplit> splits(PrometheusOptions options) {
    long step = options.step();
    long steps = options.slice() / step;
    List<RangeSplit> splits = new ArrayList<>();
    for (String selector : options.selectors()) {
      long end = Math.floorDiv(options.to(), step);
      for (long at = -Math.floorDiv(-options.from(), step); at <= end; at += steps) {
        splits.add(new RangeSplit(selector, at * step, Math.min(at + steps - 1, end) * step));
      }
    }
    return splits;
  }

  @Override
  public void start() {}

  @Override
  public void addReader(int subtask) {}

  @Override
  public void handleSplitRequest(int subtask, @Nullable String host) {
    RangeSplit next = unassigned.poll();
    if (next == null) {
      context.signalNoMoreSplits(subtask);
    } else {
      context.assignSplit(next, subtask);
    }
  }

  @Override
  public void addSplitsBack(List<RangeSplit> splits, int subtask) {
    unassigned.addAll(splits);
  }

  @Override
  public List<RangeSplit> snapshotState(long checkpoint) {
    return List.copyOf(unassigned);
  }

  @Override
  public void close() {}

  /** The stored form of its state: the splits nobody has. */
  static final class StateSerializer implements SimpleVersionedSerializer<List<RangeSplit>> {

    @Override
    public int getVersion() {
      return RangeSplit.Serializer.VERSION;
    }

    @Override
    public byte[] serialize(List<RangeSplit> splits) throws IOException {
      DataOutputSerializer out = new DataOutputSerializer(64 * (1 + splits.size()));
      out.writeInt(splits.size());
      for (RangeSplit split : splits) {
        RangeSplit.Serializer.write(split, out);
      }
      return out.getCopyOfBuffer();
    }

    @Override
    public List<RangeSplit> deserialize(int version, byte[] serialized) throws IOException {
      RangeSplit.Serializer.requireKnown(version);
      DataInputDeserializer in = new DataInputDeserializer(serialized);
      int count = in.readInt();
      List<RangeSplit> splits = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        splits.add(RangeSplit.Serializer.read(in));
      }
      return splits;
    }
  }
}
