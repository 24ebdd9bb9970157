package io.vedette.files;

import io.vedette.schema.MinedLine;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * The template of every line as it was found, for {@link TemplatesCsv} to make a table of when all
 * are known. Parallelism 1.
 */
public final class MinedLinesSink implements Sink<MinedLine> {

  private static final long serialVersionUID = 1L;

  private final String path;

  /** Writes to a file. */
  public MinedLinesSink(Path path) {
    this.path = path.toString();
  }

  @Override
  public SinkWriter<MinedLine> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer(new WholeFile(Path.of(path)));
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<MinedLine> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer implements SinkWriter<MinedLine> {

    private final WholeFile file;
    private final DataOutputStream out;

    Writer(WholeFile file) {
      this.file = file;
      this.out = new DataOutputStream(file.out());
    }

    @Override
    public void write(MinedLine line, Context context) throws IOException {
      out.writeLong(line.number());
      out.writeLong(line.template());
      out.writeUTF(TemplatesCsv.key(line.service()));
    }

    @Override
    public void flush(boolean endOfInput) throws IOException {
      if (endOfInput) {
        file.complete();
      } else {
        file.flush();
      }
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
