package io.vedette.files;

import io.vedette.schema.json.ResultJson;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.nio.file.Path;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;

/**
 * Results of a bounded job as JSON, one a line; see {@link ResultJson}. The file appears whole when
 * the input ends, and not at all when the job fails. Parallelism 1.
 *
 * <p>Order: as they come, by lanes. Where results come from two operators, each has its own order
 * but how they interleave differs from run to run; with a lane each, all of the first lane stand
 * before all of the second, and two runs give the same bytes.
 *
 * @param <T> the result
 */
public final class JsonLinesSink<T extends SpecificRecord> implements Sink<T> {

  private static final long serialVersionUID = 1L;

  /**
   * Tells the lane of a result.
   *
   * @param <T> the result
   */
  @FunctionalInterface
  public interface SecondLane<T> extends Serializable {

    /** Whether it stands behind all that are not. */
    boolean holds(T result);
  }

  private final String path;
  private final SecondLane<T> secondLane;

  /** Writes to a file in the order results come. */
  public JsonLinesSink(Path path) {
    this(path, result -> false);
  }

  /** Writes to a file by two lanes. */
  public JsonLinesSink(Path path, SecondLane<T> secondLane) {
    this.path = path.toString();
    this.secondLane = secondLane;
  }

  @Override
  public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
    OneWriter.require(context, path);
    return new Writer<>(new WholeFile(Path.of(path)), secondLane);
  }

  @Override
  @Deprecated // Flink 1.20 still declares it, and calls the other one
  public SinkWriter<T> createWriter(InitContext context) {
    throw new UnsupportedOperationException("superseded by createWriter(WriterInitContext)");
  }

  private static final class Writer<T extends SpecificRecord> implements SinkWriter<T> {

    private final WholeFile file;

    private final SecondLane<T> secondLane;

    Writer(WholeFile file, SecondLane<T> secondLane) {
      this.file = file;
      this.secondLane = secondLane;
    }

    @Override
    public void write(T result, Context context) throws IOException {
      OutputStream lane = secondLane.holds(result) ? file.outBehind() : file.out();
      lane.write(ResultJson.write(result));
      lane.write('\n');
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
