package io.vedette.files;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Tells a tally of every byte that passes. */
final class CountedInput extends FilterInputStream {

  private final ReplayTally tally;

  /** Takes over the stream. */
  CountedInput(InputStream in, ReplayTally tally) {
    super(in);
    this.tally = tally;
  }

  @Override
  public int read() throws IOException {
    int read = in.read();
    if (read >= 0) {
      tally.addBytesRead(1);
    }
    return read;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int read = in.read(buffer, offset, length);
    if (read > 0) {
      tally.addBytesRead(read);
    }
    return read;
  }
}
