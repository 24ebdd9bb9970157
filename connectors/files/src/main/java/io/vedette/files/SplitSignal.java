package io.vedette.files;

import java.util.concurrent.CompletableFuture;
import org.apache.flink.core.io.InputStatus;

/**
 * When a reader of one split has something to do: once it has the split, and when it is told that
 * there are no more. It ends after both: what the coordinator says must find the reader running.
 * For the one thread of a reader.
 */
final class SplitSignal {

  private CompletableFuture<Void> available = new CompletableFuture<>();
  private boolean noMoreSplits;

  /** Completed while there is something to do. */
  CompletableFuture<Void> available() {
    return available;
  }

  /** The split is here. */
  void splitAdded() {
    available.complete(null);
  }

  /** There are no more splits. */
  void noMoreSplits() {
    noMoreSplits = true;
    available.complete(null);
  }

  /** What a reader is that has nothing to read: at its end, or waiting to be told. */
  InputStatus nothingLeft() {
    if (noMoreSplits) {
      return InputStatus.END_OF_INPUT;
    }
    if (available.isDone()) {
      available = new CompletableFuture<>();
    }
    return InputStatus.NOTHING_AVAILABLE;
  }
}
