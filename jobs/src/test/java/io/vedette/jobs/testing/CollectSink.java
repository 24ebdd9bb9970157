package io.vedette.jobs.testing;

import io.vedette.schema.json.ResultJson;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Collects what is committed, exactly once, in this JVM: what a transactional sink would show its
 * readers. A batch that is committed again after a failure counts once.
 */
public final class CollectSink<T extends SpecificRecord>
    implements Sink<T>, SupportsCommitter<CollectSink.Batch> {

  private static final long serialVersionUID = 1L;
  private static final Map<String, Map<UUID, List<String>>> COMMITTED = new ConcurrentHashMap<>();

  private final String id = UUID.randomUUID().toString();

  /** What a writer gathered between two checkpoints. */
  public record Batch(UUID id, List<String> results) {}

  /** What was committed so far, as JSON, sorted. */
  public List<String> results() {
    return COMMITTED.getOrDefault(id, Map.of()).values().stream()
        .flatMap(List::stream)
        .sorted()
        .toList();
  }

  /** How many batches with something in them were committed. */
  public int batches() {
    return COMMITTED.getOrDefault(id, Map.of()).size();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) {
    return new Writer<>();
  }

  @Override
  @Deprecated // the interface of Flink 1.20 still asks for it
  public SinkWriter<T> createWriter(Sink.InitContext context) {
    return new Writer<>();
  }

  @Override
  public Committer<Batch> createCommitter(CommitterInitContext context) {
    return new ToMemory(id);
  }

  @Override
  public SimpleVersionedSerializer<Batch> getCommittableSerializer() {
    return new BatchSerializer();
  }

  private static final class Writer<T extends SpecificRecord>
      implements CommittingSinkWriter<T, Batch> {

    private List<String> results = new ArrayList<>();

    @Override
    public void write(T result, Context context) {
      results.add(new String(ResultJson.write(result), StandardCharsets.UTF_8));
    }

    @Override
    public void flush(boolean endOfInput) {}

    @Override
    public Collection<Batch> prepareCommit() {
      if (results.isEmpty()) {
        return List.of();
      }
      Batch batch = new Batch(UUID.randomUUID(), results);
      results = new ArrayList<>();
      return List.of(batch);
    }

    @Override
    public void close() {}
  }

  private record ToMemory(String sink) implements Committer<Batch> {
    @Override
    public void commit(Collection<CommitRequest<Batch>> requests) {
      Map<UUID, List<String>> batches =
          COMMITTED.computeIfAbsent(sink, missing -> new ConcurrentHashMap<>());
      for (CommitRequest<Batch> request : requests) {
        batches.put(request.getCommittable().id(), request.getCommittable().results());
      }
    }

    @Override
    public void close() {}
  }

  private static final class BatchSerializer implements SimpleVersionedSerializer<Batch> {
    @Override
    public int getVersion() {
      return 1;
    }

    @Override
    public byte[] serialize(Batch batch) throws IOException {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      out.writeUTF(batch.id().toString());
      out.writeInt(batch.results().size());
      for (String result : batch.results()) {
        out.writeUTF(result);
      }
      return bytes.toByteArray();
    }

    @Override
    public Batch deserialize(int version, byte[] serialized) throws IOException {
      DataInputStream in = new DataInputStream(new ByteArrayInputStream(serialized));
      UUID id = UUID.fromString(in.readUTF());
      List<String> results = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        results.add(in.readUTF());
      }
      return new Batch(id, results);
    }
  }
}
