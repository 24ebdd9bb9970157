package io.vedette.schema;

/** What is to be done with one series. Rare beside samples, and has no event time of its own. */
public sealed interface SeriesControl extends ScoringInput, ControlRecord
    permits SeriesFeedback, SeriesModel {}
