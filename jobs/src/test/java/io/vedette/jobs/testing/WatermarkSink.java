package io.vedette.jobs.testing;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Tells when event time arrives here; what else arrives is dropped. */
public final class WatermarkSink<T> implements Sink<T> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, CompletableFuture<Long>> REACHED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();
  private final long awaited;

  /** Waits for an event time. */
  public WatermarkSink(long awaited) {
    this.awaited = awaited;
    REACHED.put(id, new CompletableFuture<>());
  }

  /** Complete with the first watermark that is not before the time. */
  public CompletableFuture<Long> reached() {
    return REACHED.get(id);
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>(id, awaited);
  }

  @Override
  @Deprecated // the interface of Flink 1.20 still asks for it
  public SinkWriter<T> createWriter(Sink.InitContext context) {
    return new Writer<>(id, awaited);
  }

  private record Writer<T>(String id, long awaited) implements SinkWriter<T> {
    @Override
    public void write(T result, Context context) {}

    @Override
    public void writeWatermark(Watermark watermark) {
      if (watermark.getTimestamp() >= awaited) {
        REACHED.get(id).complete(watermark.getTimestamp());
      }
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
