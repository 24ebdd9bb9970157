package io.vedette.files;

import io.vedette.schema.json.ResultJson;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Results of a bounded job as JSON, one a line, in the order they come; see {@link ResultJson}. The
 * file appears whole when the input ends, and not at all when the job fails. Parallelism 1.
 *
 * @param <T> the result
 */
public final class JsonLinesSink<T extends SpecificRecord> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Writes to a file. */
  public JsonLinesSink(Path path) {
    this.path = path.toString();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer<>(new WholeFile(Path.of(path)));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer<T extends SpecificRecord> implements SinkWriter<T> {

    private final WholeFile file;

    Writer(WholeFile file) {
      this.file = file;
    }

    @Override
    public void write(T result, Context context) throws IOException {
      file.out().write(ResultJson.write(result));
      file.out().write('\n');
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        file.complete();
      } else {
        file.out().flush();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
