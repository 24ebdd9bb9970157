package io.vedette.schema;

/** What a log source emits: a line, or the refusal of something that could not be one. */
public sealed interface LogRecord permits LogLine, Rejected {}
