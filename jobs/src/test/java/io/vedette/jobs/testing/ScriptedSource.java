package io.vedette.jobs.testing;

import java.io.Serializable;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource;
import org.apache.flink.api.connector.source.lib.NumberSequenceSource.NumberSequenceSplit;
import org.apache.flink.api.connector.source.lib.util.IteratorSourceReaderBase;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.util.NumberSequenceIterator;

/**
 * Records 0 to n - 1 of a script, the same at every reading, in as many contiguous splits as there
 * are readers. The first reader can be told to hold at a record, and to fail behind it once.
 *
 * @param <T> the class of the records
 */
public final class ScriptedSource<T>
    implements Source<T, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Hold> HOLDS = new ConcurrentHashMap<>();

  /**
   * What record stands at a number.
   *
   * @param <T> the class of the records
   */
  @FunctionalInterface
  public interface Script<T> extends Serializable {

    /** The record. */
    T record(long number);
  }

  /** Where the first reader waits, and what then happens. Shared with it through this JVM. */
  public static final class Hold {
    private final CompletableFuture<Void> settled = new CompletableFuture<>();
    private final CompletableFuture<Void> released = new CompletableFuture<>();
    private final boolean failsOnceAfterCheckpoint;
    private volatile boolean reached;
    private volatile boolean failed;

    private Hold(boolean failsOnceAfterCheckpoint) {
      this.failsOnceAfterCheckpoint = failsOnceAfterCheckpoint;
    }

    /**
     * Complete when the record is reached and a checkpoint was completed since, so that every task
     * runs and can be stopped with a savepoint.
     */
    public CompletableFuture<Void> settled() {
      return settled;
    }

    /** Whether the failure has happened. */
    public boolean hasFailed() {
      return failed;
    }
  }

  private final String id = UUID.randomUUID().toString();
  private final Script<T> script;
  private final NumberSequenceSource numbers;
  private final Boundedness boundedness;
  private long holdAt = Long.MAX_VALUE;
  private long failAt = Long.MAX_VALUE;

  private ScriptedSource(long records, Script<T> script, Boundedness boundedness) {
    this.script = script;
    this.boundedness = boundedness;
    numbers = new NumberSequenceSource(0, records - 1);
  }

  /** Records 0 to {@code records - 1}. */
  public static <T> ScriptedSource<T> of(long records, Script<T> script) {
    return new ScriptedSource<>(records, script, Boundedness.BOUNDED);
  }

  /** The same, as if it were live or recorded. */
  public ScriptedSource<T> as(Boundedness boundedness) {
    return new ScriptedSource<>(numbers.getTo() + 1, script, boundedness);
  }

  /** The same, holding before a record until the job is stopped. */
  public Hold holdAt(long record) {
    holdAt = record;
    return hold(new Hold(false));
  }

  /** The same, holding before a record until a checkpoint is complete, then failing further on. */
  public Hold failOnce(long afterCheckpointAt, long record) {
    holdAt = afterCheckpointAt;
    failAt = record;
    return hold(new Hold(true));
  }

  private Hold hold(Hold hold) {
    HOLDS.put(id, hold);
    return hold;
  }

  @Override
  public Boundedness getBoundedness() {
    return boundedness;
  }

  @Override
  public SourceReader<T, NumberSequenceSplit> createReader(SourceReaderContext context) {
    return new Reader(context);
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

  private final class Reader
      extends IteratorSourceReaderBase<Long, T, NumberSequenceIterator, NumberSequenceSplit> {

    private final Hold hold = HOLDS.getOrDefault(id, new Hold(false));
    private long next;

    Reader(SourceReaderContext context) {
      super(context);
    }

    @Override
    protected T convert(Long number) {
      next = number + 1;
      return script.record(number);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
      if (next == holdAt && !hold.released.isDone()) {
        hold.reached = true;
        return InputStatus.NOTHING_AVAILABLE;
      }
      if (next == failAt && !hold.failed) {
        hold.failed = true;
        throw new IllegalStateException("fails once, as the test asked for");
      }
      return super.pollNext(output);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      return next == holdAt && !hold.released.isDone() ? hold.released : super.isAvailable();
    }

    @Override
    public void notifyCheckpointComplete(long checkpoint) {
      if (hold.reached) {
        hold.settled.complete(null);
        if (hold.failsOnceAfterCheckpoint) {
          hold.released.complete(null);
        }
      }
    }
  }
}
