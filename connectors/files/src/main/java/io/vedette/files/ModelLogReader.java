package io.vedette.files;

import io.vedette.schema.model.ModelRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.connector.source.ReaderOutput;

/** Reads a {@link ModelLog}. */
final class ModelLogReader extends FilesReader<ModelRecord> {

  private final Path path;

  ModelLogReader(Path path) {
    super(List.of(path.toString()));
    this.path = path;
  }

  @Override
  RecordReader<ModelRecord> open(int file) throws IOException {
    return new ModelLog.Reader(path);
  }

  @Override
  void emit(ModelRecord model, long number, ReaderOutput<ModelRecord> output) {
    output.collect(model, number);
  }
}
