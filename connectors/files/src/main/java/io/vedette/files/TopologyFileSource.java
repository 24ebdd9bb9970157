package io.vedette.files;

import io.vedette.schema.correlate.TopologyEdge;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.jspecify.annotations.Nullable;

/** A {@link TopologyFile} as a bounded source; its edges have no event time. */
public final class TopologyFileSource extends FilesSource<TopologyEdge> {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final FileLimits limits;

  /**
   * Reads this file.
   *
   * @throws MetricFileException when it cannot be understood
   */
  public TopologyFileSource(Path path, FileLimits limits) throws IOException {
    super(VedetteTypes.TOPOLOGY_EDGE);
    this.path = path.toString();
    this.limits = limits;
    TopologyFile.read(path, limits);
  }

  @Override
  public SourceReader<TopologyEdge, FilesSplit> createReader(SourceReaderContext context) {
    return new Reader(path, limits);
  }

  /** Reads the file when it is opened. */
  private static final class Reader extends FilesReader<TopologyEdge> {

    private final String path;
    private final FileLimits limits;

    Reader(String path, FileLimits limits) {
      super(List.of(path));
      this.path = path;
      this.limits = limits;
    }

    @Override
    RecordReader<TopologyEdge> open(int file) throws IOException {
      Iterator<TopologyEdge> edges = TopologyFile.read(Path.of(path), limits).iterator();
      return new RecordReader<>() {
        @Override
        public @Nullable TopologyEdge next() {
          return edges.hasNext() ? edges.next() : null;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    void emit(TopologyEdge edge, long number, ReaderOutput<TopologyEdge> output) {
      output.collect(edge);
    }
  }
}
