package io.vedette.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.connector.source.ReaderOutput;

/** Reads a {@link ModelLog}. */
final class ModelLogReader<T extends SpecificRecord> extends FilesReader<T> {

  private final Path path;
  private final Class<T> type;

  ModelLogReader(Path path, Class<T> type) {
    super(List.of(path.toString()));
    this.path = path;
    this.type = type;
  }

  @Override
  RecordReader<T> open(int file) throws IOException {
    return new ModelLog.Reader<>(path, type);
  }

  @Override
  void emit(T model, long number, ReaderOutput<T> output) {
    output.collect(model, number);
  }
}
