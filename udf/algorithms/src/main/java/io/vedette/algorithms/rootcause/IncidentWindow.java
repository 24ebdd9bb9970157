package io.vedette.algorithms.rootcause;

import java.util.List;

/**
 * Which intervals tell what an incident did, and which what is usual.
 *
 * <pre>
 *        usual          |        during         |   neither
 *   ------------------- start ----------- start + window -----
 *     less the windows of the incidents before
 * </pre>
 *
 * <p>An interval is of the incident when it ends in the window; at least the first five are.
 *
 * @param start event time of the first alert, milliseconds since the epoch
 * @param window milliseconds
 * @param others starts of the incidents before
 */
record IncidentWindow(long start, long window, List<Long> others) {

  /** Intervals that are looked at however long they are. */
  private static final int LEAST = 5;

  IncidentWindow {
    others = List.copyOf(others);
  }

  /**
   * Whether an interval is of the incident.
   *
   * @param place of the interval among those that end at its start or later, from 0
   */
  boolean isDuring(long end, int place) {
    return end >= start && (end < start + window || place < LEAST);
  }

  /**
   * Whether an interval before tells what is usual: no other incident had begun shortly before.
   *
   * @param length of the interval, milliseconds
   */
  boolean isUsual(long end, long length) {
    if (end >= start) {
      return false;
    }
    long shadow = Math.max(window, LEAST * length);
    for (long other : others) {
      if (end >= other && end < other + shadow) {
        return false;
      }
    }
    return true;
  }
}
