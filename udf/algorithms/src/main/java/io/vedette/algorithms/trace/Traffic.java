package io.vedette.algorithms.trace;

import io.vedette.algorithms.state.StateReader;
import io.vedette.algorithms.state.StateWriter;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Calls of one kind over time: how many there were ever, and what happened in the intervals that
 * are still open.
 */
public final class Traffic {

  private double calls;
  private double failed;
  private long firstUsed = Long.MAX_VALUE;
  private long lastUsed = Long.MIN_VALUE;
  private long closed;
  private boolean clientSeen;
  private boolean serverSeen;
  private final TreeMap<Long, Tally> open = new TreeMap<>();

  /** What happens in an interval, by its number. */
  public Tally in(long interval) {
    firstUsed = Math.min(firstUsed, interval);
    lastUsed = Math.max(lastUsed, interval);
    return open.computeIfAbsent(interval, number -> new Tally());
  }

  /**
   * Closes an interval: adds it to what ever happened, and gives it; null when nothing happened.
   *
   * @param minimumFailures spans that failed, below which none is counted as failed: one request in
   *     a thousand always fails, and where few are seen a handful of them says nothing
   */
  public @Nullable Tally close(long interval, int minimumFailures) {
    Tally tally = open.remove(interval);
    if (tally == null) {
      closed++;
    } else {
      close(tally, minimumFailures);
    }
    return tally;
  }

  /** Whether a caller ever saw how long it took. */
  public boolean clientSeen() {
    return clientSeen;
  }

  /** Whether a callee ever saw how long it took. */
  public boolean serverSeen() {
    return serverSeen;
  }

  /** The same of an interval in which something else says what happened. */
  public void close(Tally tally, int minimumFailures) {
    closed++;
    calls += tally.calls();
    failed += tally.failedSpans() >= minimumFailures ? tally.failed() : 0;
    clientSeen |= tally.client().count() > 0;
    serverSeen |= tally.server().count() > 0;
  }

  /** Calls ever, up to the last interval closed. */
  public double calls() {
    return calls;
  }

  /** Those of them that failed, but for intervals with too few. */
  public double failed() {
    return failed;
  }

  /** Intervals closed. */
  public long closed() {
    return closed;
  }

  /** The first interval in which something happened. */
  public long firstUsed() {
    return firstUsed;
  }

  /** The last interval in which something happened. */
  public long lastUsed() {
    return lastUsed;
  }

  /** A copy that stays as it is. */
  public Traffic copy() {
    Traffic copy = new Traffic();
    copy.calls = calls;
    copy.failed = failed;
    copy.firstUsed = firstUsed;
    copy.lastUsed = lastUsed;
    copy.closed = closed;
    copy.clientSeen = clientSeen;
    copy.serverSeen = serverSeen;
    open.forEach((interval, tally) -> copy.open.put(interval, tally.copy()));
    return copy;
  }

  /** Writes the stored form. */
  public void write(StateWriter out) {
    out.writeDouble(calls);
    out.writeDouble(failed);
    out.writeLong(firstUsed);
    out.writeLong(lastUsed);
    out.writeLong(closed);
    out.writeByte(clientSeen ? 1 : 0);
    out.writeByte(serverSeen ? 1 : 0);
    out.writeShort(open.size());
    for (Map.Entry<Long, Tally> interval : open.entrySet()) {
      out.writeLong(interval.getKey());
      interval.getValue().write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Traffic read(StateReader in) {
    Traffic traffic = new Traffic();
    traffic.calls = in.readDouble();
    traffic.failed = in.readDouble();
    traffic.firstUsed = in.readLong();
    traffic.lastUsed = in.readLong();
    traffic.closed = in.readLong();
    traffic.clientSeen = in.readByte() != 0;
    traffic.serverSeen = in.readByte() != 0;
    int size = in.readShort();
    for (int i = 0; i < size; i++) {
      long interval = in.readLong();
      traffic.open.put(interval, Tally.read(in));
    }
    return traffic;
  }
}
