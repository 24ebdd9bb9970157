package io.vedette.bench.demo;

import io.vedette.schema.result.Incident;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Keeps the newest record of every incident, in this JVM. For jobs that are not restarted. */
final class NewestSink implements Sink<Incident> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Map<String, Incident>> NEWEST = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** What came, once the job is over; then it is forgotten. */
  List<Incident> take() {
    Map<String, Incident> newest = NEWEST.remove(id);
    return newest == null ? List.of() : new ArrayList<>(newest.values());
  }

  @Override
  public SinkWriter<Incident> createWriter(WriterInitContext context) {
    return new Writer(NEWEST.computeIfAbsent(id, made -> new LinkedHashMap<>()));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<Incident> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private record Writer(Map<String, Incident> newest) implements SinkWriter<Incident> {

    @Override
    public void write(Incident incident, Context context) {
      newest.put(incident.getId(), incident);
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public void close() {}
  }
}
