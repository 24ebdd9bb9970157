package io.vedette.jobs.testing;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
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
 * A live source fed by the test while the job runs, read again from where a checkpoint left it.
 * Parallelism 1.
 *
 * @param <T> the class of the records
 */
public final class FedSource<T>
    implements Source<T, NumberSequenceSplit, Collection<NumberSequenceSplit>> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Feed> FEEDS = new ConcurrentHashMap<>();

  private static final class Feed {
    private final List<Object> records = new CopyOnWriteArrayList<>();
    private volatile CompletableFuture<Void> more = new CompletableFuture<>();
  }

  private final String id = UUID.randomUUID().toString();
  private final NumberSequenceSource numbers = new NumberSequenceSource(0, Long.MAX_VALUE - 1);

  /** With nothing in it yet. */
  public FedSource() {
    FEEDS.put(id, new Feed());
  }

  /** Adds a record; it is read at once. */
  public void add(T record) {
    Feed feed = feed();
    feed.records.add(record);
    CompletableFuture<Void> waiting = feed.more;
    feed.more = new CompletableFuture<>();
    waiting.complete(null);
  }

  private Feed feed() {
    return FEEDS.computeIfAbsent(id, missing -> new Feed());
  }

  @Override
  public Boundedness getBoundedness() {
    return Boundedness.CONTINUOUS_UNBOUNDED;
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

    private long next;

    Reader(SourceReaderContext context) {
      super(context);
    }

    @Override
    public void addSplits(List<NumberSequenceSplit> splits) {
      if (!splits.isEmpty()) {
        next = splits.get(0).from();
      }
      super.addSplits(splits);
    }

    @Override
    @SuppressWarnings("unchecked") // what was fed is of the source's type
    protected T convert(Long number) {
      next = number + 1;
      return (T) feed().records.get(number.intValue());
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) {
      return next < feed().records.size() ? super.pollNext(output) : InputStatus.NOTHING_AVAILABLE;
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
      CompletableFuture<Void> more = feed().more;
      return next < feed().records.size() ? super.isAvailable() : more;
    }
  }
}
