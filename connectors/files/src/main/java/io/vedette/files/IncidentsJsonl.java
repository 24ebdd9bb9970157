package io.vedette.files;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Incident;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Incidents as they are at the end, one a line, in the order they opened. The file appears whole
 * when the input ends, and not at all when the job fails. Keeps the newest record of every incident
 * until then. Parallelism 1.
 */
public final class IncidentsJsonl implements Sink<Incident> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Writes to a file. */
  public IncidentsJsonl(Path path) {
    this.path = path.toString();
  }

  @Override
  public SinkWriter<Incident> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer(new WholeFile(Path.of(path)));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<Incident> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer implements SinkWriter<Incident> {

    private final WholeFile file;
    private final Map<String, byte[]> newest = new LinkedHashMap<>();

    Writer(WholeFile file) {
      this.file = file;
    }

    @Override
    public void write(Incident incident, Context context) {
      newest.put(incident.getId(), ResultJson.write(incident));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (!endOfInput) {
        return;
      }
      OutputStream out = file.out();
      for (byte[] incident : newest.values()) {
        out.write(incident);
        out.write('\n');
      }
      file.complete();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
