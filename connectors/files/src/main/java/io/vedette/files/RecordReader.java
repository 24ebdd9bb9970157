package io.vedette.files;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads one file, record by record, in the file's order.
 *
 * @param <T> what is read
 */
interface RecordReader<T> extends Closeable {

  /**
   * The next record, or null at the end. A sample is reused: it is valid until the next call.
   *
   * @throws IOException when the disk fails; a file that is not as it should be gives rejections
   */
  @Nullable T next() throws IOException;
}
