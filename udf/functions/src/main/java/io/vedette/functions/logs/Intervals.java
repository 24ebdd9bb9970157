package io.vedette.functions.logs;

import io.vedette.schema.logs.MinedServiceRecord;

/**
 * The intervals in which the lines of one service are counted: one is open, and lines may already
 * come for the one after it.
 */
final class Intervals {

  private final long length;
  final long firstSeen;
  long activeUntil;
  long openUntil;
  long timer;

  private Intervals(long length, long firstSeen, long activeUntil, long openUntil, long timer) {
    this.length = length;
    this.firstSeen = firstSeen;
    this.activeUntil = activeUntil;
    this.openUntil = openUntil;
    this.timer = timer;
  }

  /** Those of a service whose first line this is. */
  static Intervals from(long timestamp, long length) {
    long end = endOf(timestamp, length);
    return new Intervals(length, timestamp, end, end, MinedTemplate.NEVER);
  }

  static Intervals of(MinedServiceRecord stored, long length) {
    return new Intervals(
        length,
        stored.getFirstSeen(),
        stored.getLastSeen(),
        stored.getOpenUntil(),
        stored.getTimer());
  }

  MinedServiceRecord toStored() {
    return MinedServiceRecord.newBuilder()
        .setFirstSeen(firstSeen)
        .setLastSeen(activeUntil)
        .setOpenUntil(openUntil)
        .setTimer(timer)
        .build();
  }

  /** Whether a line counts in the interval after the open one. */
  boolean isNext(long timestamp) {
    return timestamp >= openUntil;
  }

  /**
   * Takes note of a line.
   *
   * @return whether it is of a later interval than all before
   */
  boolean see(long timestamp) {
    long end = endOf(timestamp, length);
    boolean later = end > activeUntil;
    activeUntil = Math.max(activeUntil, end);
    return later;
  }

  /** Whether there may be lines in the open interval or the one after it. */
  boolean hasLines() {
    return openUntil <= activeUntil;
  }

  /** Whether nothing was logged for so long before the open interval. */
  boolean isQuiet(long quiet) {
    return openUntil > activeUntil + quiet;
  }

  void advance() {
    openUntil += length;
  }

  /** Opens the interval of a time. */
  void jumpTo(long timestamp) {
    openUntil = endOf(timestamp, length);
  }

  private static long endOf(long timestamp, long length) {
    return Math.floorDiv(timestamp, length) * length + length;
  }
}
