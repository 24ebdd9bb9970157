package io.vedette.store;

import org.jspecify.annotations.Nullable;

/** The store did not do what it was asked to; says which store, what and why. */
public class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With its cause. */
  public StoreException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /** Without a cause. */
  public StoreException(String message) {
    super(message);
  }
}
