package io.vedette.prometheus;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request that was not answered as it should be. */
final class PrometheusException extends IOException {

  private static final long serialVersionUID = 1L;

  /** What can be done about it. */
  enum Remedy {
    /** The same request may be answered later. */
    ASK_AGAIN,
    /** A part of it may be. */
    ASK_FOR_LESS,
    /** Nothing; it would always be refused. */
    NONE
  }

  private final Remedy remedy;

  PrometheusException(Remedy remedy, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  PrometheusException(Remedy remedy, String message) {
    this(remedy, message, null);
  }

  Remedy remedy() {
    return remedy;
  }
}
