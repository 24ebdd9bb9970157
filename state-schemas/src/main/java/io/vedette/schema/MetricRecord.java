package io.vedette.schema;

/** What a metric source emits: a sample, or the refusal of something that could not be one. */
public sealed interface MetricRecord permits Sample, Rejected {}
