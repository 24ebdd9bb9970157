package io.vedette.schema;

import io.vedette.schema.control.FeedbackCommand;

/**
 * What a person says of a series.
 *
 * @param seriesHash identity of the series
 * @param command what is said
 */
public record SeriesFeedback(long seriesHash, FeedbackCommand command) implements SeriesControl {}
