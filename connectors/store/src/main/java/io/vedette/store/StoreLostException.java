package io.vedette.store;

import org.jspecify.annotations.Nullable;

/**
 * What the store held is gone, or it was opened anew: tables were dropped, its file became invalid.
 * The store is made or opened again at the next call. Whoever writes must ask {@link
 * ResultStore#positions} before, since what was written is no longer known.
 */
public final class StoreLostException extends StoreException {

  private static final long serialVersionUID = 1L;

  /** With its cause. */
  public StoreLostException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
