package io.vedette.algorithms.trace;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
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
  private long lastUsed = Long.MIN_VALUE;
  private long closed;
  private final TreeMap<Long, Tally> open = new TreeMap<>();

  /** What happens in an interval, by its number. */
  public Tally in(long interval) {
    lastUsed = Math.max(lastUsed, interval);
    return open.computeIfAbsent(interval, number -> new Tally());
  }

  /**
   * Closes an interval: adds it to what ever happened, and gives it; null when nothing happened.
   */
  public @Nullable Tally close(long interval) {
    closed++;
    Tally tally = open.remove(interval);
    if (tally != null) {
      calls += tally.calls();
      failed += tally.failed();
    }
    return tally;
  }

  /** Calls ever, up to the last interval closed. */
  public double calls() {
    return calls;
  }

  /** Those of them that failed. */
  public double failed() {
    return failed;
  }

  /** Intervals closed. */
  public long closed() {
    return closed;
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
    copy.lastUsed = lastUsed;
    copy.closed = closed;
    open.forEach((interval, tally) -> copy.open.put(interval, tally.copy()));
    return copy;
  }

  /** Writes the stored form. */
  public void write(DataOutput out) throws IOException {
    out.writeDouble(calls);
    out.writeDouble(failed);
    out.writeLong(lastUsed);
    out.writeLong(closed);
    out.writeShort(open.size());
    for (Map.Entry<Long, Tally> interval : open.entrySet()) {
      out.writeLong(interval.getKey());
      interval.getValue().write(out);
    }
  }

  /** Reads what {@link #write} wrote. */
  public static Traffic read(DataInput in) throws IOException {
    Traffic traffic = new Traffic();
    traffic.calls = in.readDouble();
    traffic.failed = in.readDouble();
    traffic.lastUsed = in.readLong();
    traffic.closed = in.readLong();
    int size = in.readUnsignedShort();
    for (int i = 0; i < size; i++) {
      long interval = in.readLong();
      traffic.open.put(interval, Tally.read(in));
    }
    return traffic;
  }
}
