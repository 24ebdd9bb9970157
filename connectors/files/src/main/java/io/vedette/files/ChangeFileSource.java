package io.vedette.files;

import io.vedette.formats.changes.MappedChangeDecoder;
import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.JobMetric;
import io.vedette.schema.TakenChange;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.serializers.VedetteTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.jspecify.annotations.Nullable;

/**
 * Recorded changes, JSON lines in our own words (docs/inputs.md), as a bounded source; their event
 * time is {@code ts}. A line that cannot be read becomes a rejection.
 */
public final class ChangeFileSource extends FilesSource<ChangeRecord> {

  private static final long serialVersionUID = 1L;

  private final String path;
  private final FileLimits limits;

  /**
   * Reads this file, .gz or not.
   *
   * @throws MetricFileException when there is none
   */
  public ChangeFileSource(Path path, FileLimits limits) throws MetricFileException {
    super(VedetteTypes.CHANGE_RECORD);
    if (!Files.isRegularFile(path)) {
      throw new MetricFileException(path + ": no such file");
    }
    this.path = path.toString();
    this.limits = limits;
  }

  @Override
  public SourceReader<ChangeRecord, FilesSplit> createReader(SourceReaderContext context) {
    return new Reader(path, limits, context.metricGroup());
  }

  private static final class Reader extends FilesReader<ChangeRecord> {

    private final String path;
    private final FileLimits limits;
    private final Counter read;
    private final Counter rejected;

    Reader(String path, FileLimits limits, SourceReaderMetricGroup metrics) {
      super(List.of(path));
      this.path = path;
      this.limits = limits;
      read = metrics.counter(JobMetric.CHANGES_READ.id());
      rejected = metrics.counter(JobMetric.CHANGES_REJECTED.id());
    }

    @Override
    RecordReader<ChangeRecord> open(int file) throws IOException {
      return new Lines(path, limits);
    }

    @Override
    void emit(ChangeRecord record, long number, ReaderOutput<ChangeRecord> output) {
      if (record instanceof TakenChange taken) {
        read.inc();
        output.collect(record, taken.change().getTs());
      } else {
        rejected.inc();
        output.collect(record);
      }
    }
  }

  private static final class Lines implements RecordReader<ChangeRecord> {

    private final String path;
    private final LineReader lines;
    private final DecodedLines<ChangeEvent, ChangeRecord> decoded;

    Lines(String path, FileLimits limits) throws IOException {
      this.path = path;
      lines = new LineReader(MetricFiles.open(Path.of(path)), limits.maxLineBytes());
      decoded =
          new DecodedLines<>(
              new MappedChangeDecoder(
                  BuiltInMappings.of(BuiltInMappings.CHANGES).orElseThrow(), limits.decoder()),
              TakenChange::new,
              rejected -> rejected,
              ChangeEvent::getTs,
              limits);
    }

    @Override
    public @Nullable ChangeRecord next() throws IOException {
      ChangeRecord record = decoded.next();
      while (record == null && lines.next()) {
        decoded.read(lines, path + ":" + lines.number(), decoded.lastTime());
        record = decoded.next();
      }
      return record;
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
