package io.vedette.schema;

import org.jspecify.annotations.Nullable;

/**
 * How long spans of one operation worked by themselves in a trace: each instant of it belongs to
 * the span that began last among those that run.
 *
 * @param environment what has a fate of its own
 * @param service that worked
 * @param callee the service it called and waited for; null for none
 * @param operation what was done
 * @param end event time of the last of them, milliseconds since the epoch
 * @param weight how many spans they stand for
 * @param millis sum of their own times
 * @param squares sum of the squares of the same
 */
public record WorkFact(
    String environment,
    String service,
    @Nullable String callee,
    String operation,
    long end,
    double weight,
    double millis,
    double squares)
    implements SpanFact {}
