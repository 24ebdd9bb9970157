package io.vedette.jobs.testing;

import io.vedette.schema.result.DeadLetter;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Fails the job at the first dead letter, once. */
public final class FailOnceSink implements Sink<DeadLetter> {

  private static final long serialVersionUID = 1L;
  private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

  private final String id = UUID.randomUUID().toString();

  /** Whether it did. */
  public boolean hasFailed() {
    return FAILED.contains(id);
  }

  @Override
  public SinkWriter<DeadLetter> createWriter(WriterInitContext context) {
    return new Writer(id);
  }

  @Override
  @Deprecated // the interface of Flink 1.20 still asks for it
  public SinkWriter<DeadLetter> createWriter(Sink.InitContext context) {
    return new Writer(id);
  }

  private record Writer(String id) implements SinkWriter<DeadLetter> {
    @Override
    public void write(DeadLetter letter, Context context) {
      if (FAILED.add(id)) {
        throw new IllegalStateException("fails once, as the test asked for");
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
