package io.vedette.files;

import java.io.IOException;

/** A file that cannot be read as metrics at all; the message says which, on which line, and why. */
public final class MetricFileException extends IOException {

  private static final long serialVersionUID = 1L;

  /** With what, where and why. */
  public MetricFileException(String message) {
    super(message);
  }
}
