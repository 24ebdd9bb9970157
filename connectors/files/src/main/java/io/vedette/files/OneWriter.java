package io.vedette.files;

import org.apache.flink.api.connector.sink2.WriterInitContext;

/** Files of results keep the order of the input, which two writers could not. */
final class OneWriter {

  private OneWriter() {}

  /** Refuses to be one of several. */
  static void require(WriterInitContext context, String path) {
    int writers = context.getTaskInfo().getNumberOfParallelSubtasks();
    if (writers != 1) {
      throw new IllegalStateException(
          path + ": a file of results takes parallelism 1, not " + writers);
    }
  }
}
