package io.vedette.schema;

/** What a source of traces emits: a span, or the refusal of something that could not be one. */
public sealed interface SpanRecord permits TracedSpan, Rejected {}
