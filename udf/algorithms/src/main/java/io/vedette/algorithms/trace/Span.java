package io.vedette.algorithms.trace;

import org.jspecify.annotations.Nullable;

/**
 * One unit of work of a request.
 *
 * @param trace id of the request it is part of
 * @param id of the span, unique in its trace
 * @param parent id of the span that caused it; null for the first of its trace
 * @param service that did the work
 * @param instance of the service (pod, task, process); null when unknown
 * @param operation what was done, of low cardinality
 * @param start nanoseconds since the epoch, by the clock of the host it ran on
 * @param duration nanoseconds, not negative
 * @param isError whether it failed
 */
public record Span(
    String trace,
    String id,
    @Nullable String parent,
    String service,
    @Nullable String instance,
    String operation,
    long start,
    long duration,
    boolean isError) {

  /** Checks the duration. */
  public Span {
    if (duration < 0) {
      throw new IllegalArgumentException(
          "duration must not be negative, is " + duration + " in span " + id + " of " + trace);
    }
  }

  /** Whether nothing caused it, as far as is known. */
  public boolean isRoot() {
    return parent == null;
  }

  /** When it ended, nanoseconds since the epoch. */
  public long end() {
    return start + duration;
  }
}
