package io.vedette.gateway.ingest;

import io.vedette.gateway.limits.InFlightBudget;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body as it arrives; between two arrivals it holds no thread. Every byte of memory is
 * reserved before it is allocated.
 *
 * <p>A body that is refused, before its first byte or on the way, is still read to its end, thrown
 * away and only then answered, since a sender in the middle of writing would see a broken
 * connection and not the answer. What is thrown away is bounded too: beyond it the answer comes at
 * once and the connection is closed.
 */
final class BodyReader implements ReadListener {

  private static final int FIRST_BUFFER = 16 << 10;
  private static final byte[] NOTHING = {};

  private final ServletInputStream in;
  private final InFlightBudget.Reservation reservation;
  private final int maxBytes;
  private final long maxDiscarded;
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  private byte[] buffer;
  private int length;
  private @Nullable Refusal refusal;
  private long discarded;

  private BodyReader(
      ServletInputStream in,
      InFlightBudget.Reservation reservation,
      byte[] buffer,
      int maxBytes,
      @Nullable Refusal refusal) {
    this.in = in;
    this.reservation = reservation;
    this.buffer = buffer;
    this.maxBytes = maxBytes;
    this.maxDiscarded = 2L * maxBytes;
    this.refusal = refusal;
  }

  /**
   * Reads a body.
   *
   * @param declared its length, already reserved; -1 when unknown, then reserved while it is read
   * @param maxBytes largest body
   * @return the body; or fails with {@link RefusedException}
   */
  static CompletableFuture<byte[]> read(
      ServletInputStream in, InFlightBudget.Reservation reservation, long declared, int maxBytes) {
    byte[] buffer = declared > 0 ? new byte[Math.toIntExact(declared)] : NOTHING;
    return start(new BodyReader(in, reservation, buffer, maxBytes, null));
  }

  /** Reads a body and throws it away; fails with the refusal in the end. */
  static CompletableFuture<byte[]> discard(
      ServletInputStream in,
      InFlightBudget.Reservation reservation,
      int maxBytes,
      Refusal refusal) {
    return start(new BodyReader(in, reservation, new byte[FIRST_BUFFER], maxBytes, refusal));
  }

  private static CompletableFuture<byte[]> start(BodyReader reader) {
    reader.in.setReadListener(reader);
    return reader.result;
  }

  @Override
  public void onDataAvailable() throws IOException {
    while (!result.isDone() && in.isReady()) {
      Refusal refused = refusal;
      if (refused != null) {
        if (!discard(refused)) {
          return;
        }
      } else if (length < buffer.length) {
        int read = in.read(buffer, length, buffer.length - length);
        if (read < 0) {
          return;
        }
        length += read;
      } else {
        // Full: is there more? Only then room is made.
        int next = in.read();
        if (next < 0) {
          return;
        }
        makeRoom();
        if (refusal == null) {
          buffer[length++] = (byte) next;
        }
      }
    }
  }

  private boolean discard(Refusal refused) throws IOException {
    int read = in.read(buffer, 0, buffer.length);
    discarded += Math.max(0, read);
    if (discarded > maxDiscarded) {
      result.completeExceptionally(new RefusedException(refused));
    }
    return read >= 0;
  }

  /** Grows the buffer, or begins to throw away. */
  private void makeRoom() {
    if (length >= maxBytes) {
      refuse(Refusal.tooLarge(maxBytes));
      return;
    }
    int size = Math.min(maxBytes, Math.max(FIRST_BUFFER, 2 * buffer.length));
    if (reservation.tryGrow(size - buffer.length)) {
      buffer = Arrays.copyOf(buffer, size);
    } else {
      refuse(Refusal.overloaded("too much is in flight (gateway.in-flight-bytes)"));
    }
  }

  private void refuse(Refusal why) {
    refusal = why;
    buffer = new byte[FIRST_BUFFER];
    length = 0;
  }

  @Override
  public void onAllDataRead() {
    Refusal refused = refusal;
    if (refused != null) {
      result.completeExceptionally(new RefusedException(refused));
    } else {
      result.complete(length == buffer.length ? buffer : Arrays.copyOf(buffer, length));
    }
  }

  @Override
  public void onError(Throwable failure) {
    Refusal refused = refusal;
    if (refused == null) {
      refused =
          failure instanceof TimeoutException
              ? Refusal.tooSlow()
              : Refusal.aborted("the body cannot be read: " + failure.getMessage());
    }
    result.completeExceptionally(new RefusedException(refused));
  }
}
