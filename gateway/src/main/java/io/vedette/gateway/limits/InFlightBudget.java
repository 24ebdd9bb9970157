package io.vedette.gateway.limits;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bytes the gateway may hold between the first byte of a body and its acknowledgement. Guarantee:
 * the sum of what is reserved never exceeds the limit; nobody waits for room.
 *
 * <p>Kafka's producer keeps a copy of its own, so the heap used is up to twice the limit.
 */
public final class InFlightBudget {

  /** What a request costs beyond its body: connection, headers, record. */
  public static final int OVERHEAD_BYTES = 1024;

  private final long limit;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicInteger requests = new AtomicInteger();

  /** A budget of so many bytes. */
  public InFlightBudget(long limit) {
    if (limit < OVERHEAD_BYTES) {
      throw new IllegalArgumentException(
          "in-flight budget of " + limit + " bytes is below the overhead of one request");
    }
    this.limit = limit;
  }

  /** A reservation without a byte yet; close it in the end. */
  public Reservation open() {
    requests.incrementAndGet();
    return new Reservation();
  }

  /** Bytes reserved now. */
  public long bytes() {
    return bytes.get();
  }

  /** Reservations open now. */
  public int requests() {
    return requests.get();
  }

  private boolean tryReserve(long more) {
    while (true) {
      long now = bytes.get();
      if (more > limit - now) {
        return false;
      }
      if (bytes.compareAndSet(now, now + more)) {
        return true;
      }
    }
  }

  /**
   * What one request holds. Growing is for one thread at a time; closing for any, and any times.
   */
  public final class Reservation implements AutoCloseable {

    private final AtomicLong held = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();

    private Reservation() {}

    /** Room for more bytes: true when there is, false and nothing reserved when not. */
    public boolean tryGrow(long more) {
      if (closed.get() || !tryReserve(more)) {
        return false;
      }
      held.addAndGet(more);
      if (closed.get()) {
        giveBack();
        return false;
      }
      return true;
    }

    /** Bytes held. */
    public long held() {
      return held.get();
    }

    @Override
    public void close() {
      if (closed.compareAndSet(false, true)) {
        giveBack();
        requests.decrementAndGet();
      }
    }

    private void giveBack() {
      bytes.addAndGet(-held.getAndSet(0));
    }
  }
}
