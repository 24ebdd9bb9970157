package io.vedette.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One span as it came, whatever its format. Immutable.
 *
 * @param environment what has a fate of its own: production, staging; {@value #DEFAULT_ENVIRONMENT}
 *     when the sender does not say
 * @param service that did the work, never empty
 * @param instance of it (pod, instance, host); empty when unknown
 * @param operation what was done, never empty
 * @param kind part it has in a call
 * @param traceHigh first half of the trace's id; 0 for ids of 64 bits
 * @param traceLow second half
 * @param id of the span, not 0
 * @param parent id of the span that caused it; 0 for none
 * @param start nanoseconds since the epoch, by the clock of its host
 * @param duration nanoseconds, not negative
 * @param error whether it failed
 * @param weight how many spans it stands for, since the others were not sampled: 1 or more; 0 when
 *     its sender does not say
 * @param peer who is called, or the queue, when the span says so
 * @param links other spans that caused it
 */
public record TracedSpan(
    String environment,
    String service,
    String instance,
    String operation,
    SpanKind kind,
    long traceHigh,
    long traceLow,
    long id,
    long parent,
    long start,
    long duration,
    boolean error,
    double weight,
    @Nullable SpanPeer peer,
    List<SpanLink> links)
    implements SpanRecord {

  /** The environment of spans that name none. */
  public static final String DEFAULT_ENVIRONMENT = "default";

  /** Event time: when it ended, since no span is sent before; milliseconds since the epoch. */
  public long endMillis() {
    return Math.floorDiv(start + duration, 1_000_000L);
  }

  /** One number for the trace, as good as its id. */
  public long traceKey() {
    return traceKey(traceHigh, traceLow);
  }

  /** The same of an id. */
  public static long traceKey(long high, long low) {
    // the halves are random already; high is multiplied so that equal halves do not cancel out
    return low ^ (high * 0x9E3779B97F4A7C15L);
  }
}
