package io.vedette.files;

import io.vedette.schema.json.ResultJson;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Appends models to a {@link ModelLog}, each as soon as it comes: what was trained is there when
 * the process is killed. A record that is written again counts once.
 *
 * <p>Any parallelism within one process: the tasks take turns, a line each.
 */
public final class ModelLogSink<T extends SpecificRecord> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Appends to this file, made when it is not there. */
  public ModelLogSink(Path path) {
    this.path = path.toString();
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    return new Writer<>(Path.of(path));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer<T extends SpecificRecord> implements SinkWriter<T> {

    /** So that lines of several tasks do not mix. */
    private static final Object TURN = new Object();

    private final FileChannel file;

    Writer(Path path) throws IOException {
      Path folder = path.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Override
    public void write(T model, Context context) throws IOException {
      byte[] json = ResultJson.write(model);
      byte[] line = Arrays.copyOf(json, json.length + 1);
      line[json.length] = '\n';
      ByteBuffer bytes = ByteBuffer.wrap(line);
      synchronized (TURN) {
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        file.force(true);
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
