package io.vedette.bench.demo;

import java.io.Serializable;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Bounded: what happens in ticks 0 to n - 1, one after the other. For parallelism 1 and jobs that
 * are not restarted.
 *
 * @param <T> the class of the records
 */
final class TickSource<T>
    implements Source<T, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

  private static final long serialVersionUID = 1L;

  /**
   * What happens in a tick.
   *
   * @param <T> the class of the records
   */
  @FunctionalInterface
  interface Script<T> extends Serializable {

    /** Hands over the records of a tick, which the caller may keep. */
    void play(int tick, Consumer<T> out);
  }

  private final int ticks;
  private final Script<T> script;
  private final NumberSequenceSource numbers;

  TickSource(int ticks, Script<T> script) {
    this.ticks = ticks;
    this.script = script;
    this.numbers = new NumberSequenceSource(0, 0);
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.BOUNDED;
  }

  @Override
  public SourceReader<T, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader<>(ticks, script);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> createEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context) {
    return numbers.createEnumerator(context);
  }

  @Override
  public SplitEnumerator<NumberSequenceSplit, Collection<NumberSequenceSplit>> restoreEnumerator(
      SplitEnumeratorContext<NumberSequenceSplit> context,
      Collection<NumberSequenceSplit> checkpoint) {
    return numbers.restoreEnumerator(context, checkpoint);
  }

  @Override
  public SimpleVersionedSerializer<NumberSequenceSplit> getSplitSerializer() {
    return numbers.getSplitSerializer();
  }

  @Override
  public SimpleVersionedSerializer<Collection<NumberSequenceSplit>>
      getEnumeratorCheckpointSerializer() {
    return numbers.getEnumeratorCheckpointSerializer();
  }

  private static final class Reader<T> implements SourceReader<T, NumberSequenceSplit> {

    private final int ticks;
    private final Script<T> script;
    private final Queue<T> records = new ArrayDeque<>();
    private int next;

    Reader(int ticks, Script<T> script) {
      this.ticks = ticks;
      this.script = script;
    }

    @Override
    public void start() {}

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
      while (records.isEmpty()) {
        if (next == ticks) {
          return InputStatus.END_OF_INPUT;
        }
        script.play(next++, records::add);
      }
      output.collect(records.remove());
      return InputStatus.MORE_AVAILABLE;
    }

    @Override
    public List<NumberSequenceSplit> snapshotState(long checkpoint) {
      throw new UnsupportedOperationException("a trial takes no checkpoints");
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void addSplits(List<NumberSequenceSplit> splits) {}

    @Override
    public void notifyNoMoreSplits() {}

    @Override
    public void close() {}
  }
}
