package io.vedette.gateway.ingest;

import io.vedette.gateway.limits.InFlightBudget;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Bodies of requests that are no telemetry: read as telemetry is, so that no thread waits. */
public final class SmallBody {

  private final IngestServices services;
  private final int maxBytes;
  private final String limitName;

  /** Why a body could not be read; without a stack, since it is no fault of ours. */
  public static final class UnreadException extends Exception {

    private static final long serialVersionUID = 1L;

    private final int status;

    private UnreadException(int status, String message) {
      super(message, null, false, false);
      this.status = status;
    }

    /** HTTP status to answer. */
    public int status() {
      return status;
    }
  }

  /**
   * Reads bodies up to a size.
   *
   * @param limitName the setting behind it
   */
  public SmallBody(IngestServices services, int maxBytes, String limitName) {
    this.services = services;
    this.maxBytes = maxBytes;
    this.limitName = limitName;
  }

  /** Reads the body of an asynchronous request; fails with {@link UnreadException}. */
  public CompletableFuture<byte[]> read(HttpServletRequest request) {
    long declared = request.getContentLengthLong();
    if (declared > maxBytes) {
      return CompletableFuture.failedFuture(tooLarge());
    }
    InFlightBudget.Reservation reservation = services.budget().open();
    if (!reservation.tryGrow(InFlightBudget.OVERHEAD_BYTES + Math.max(0, declared))) {
      reservation.close();
      return CompletableFuture.failedFuture(
          new UnreadException(503, "too much is in flight (gateway.in-flight-bytes)"));
    }
    CompletableFuture<byte[]> body;
    try {
      body = BodyReader.read(request.getInputStream(), reservation, declared, maxBytes);
    } catch (IOException broken) {
      reservation.close();
      return CompletableFuture.failedFuture(new UnreadException(400, "the body cannot be read"));
    }
    ScheduledFuture<?> deadline =
        services
            .timer()
            .schedule(
                () -> body.completeExceptionally(new RefusedException(Refusal.tooSlow())),
                services.limits().bodyTimeout().toMillis(),
                TimeUnit.MILLISECONDS);
    return body.handle(
        (bytes, failure) -> {
          deadline.cancel(false);
          reservation.close();
          if (failure == null) {
            return bytes;
          }
          throw new CompletionException(explain(failure));
        });
  }

  private UnreadException explain(Throwable failure) {
    if (failure instanceof RefusedException refused) {
      int status = refused.refusal().status();
      return status == 413 ? tooLarge() : new UnreadException(status, refused.refusal().message());
    }
    return new UnreadException(400, "the body cannot be read");
  }

  private UnreadException tooLarge() {
    return new UnreadException(
        413, "the body is larger than " + maxBytes + " bytes (" + limitName + ")");
  }
}
