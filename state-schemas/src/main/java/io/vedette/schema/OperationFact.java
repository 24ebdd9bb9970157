package io.vedette.schema;

/**
 * Work that a service did.
 *
 * @param environment what has a fate of its own
 * @param service that did it
 * @param operation what was done
 * @param kind of the span
 * @param entry whether somebody else asked for it: what a service does as a whole
 * @param end event time, milliseconds since the epoch
 * @param duration nanoseconds
 * @param failed whether it failed
 * @param weight how many it stands for
 */
public record OperationFact(
    String environment,
    String service,
    String operation,
    SpanKind kind,
    boolean entry,
    long end,
    long duration,
    boolean failed,
    double weight)
    implements SpanFact {}
