package io.vedette.schema;

/**
 * A span that another one names as its cause beside, or in place of, its parent.
 *
 * @param traceHigh first half of the trace's id
 * @param traceLow second half
 * @param id of the span
 */
public record SpanLink(long traceHigh, long traceLow, long id) {}
