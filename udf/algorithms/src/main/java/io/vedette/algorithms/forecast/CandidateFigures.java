package io.vedette.algorithms.forecast;

/**
 * How well a candidate forecast values that were held back from it.
 *
 * @param family what was fitted
 * @param mase mean absolute scaled error (Hyndman and Koehler 2006): 1 is the in-sample error of
 *     the value one season ago; NaN where that is 0
 * @param smape symmetric mean absolute percentage error, 0 to 200
 * @param coverage share of the held-back values, 0 to 1, inside the widths that forecasts from
 *     other, not overlapping origins alone would give; the model's own widths are corrected for
 *     what this lacks. NaN where the history is too short for that, and for a candidate that was
 *     not chosen, since intervals are made for the chosen one only
 */
public record CandidateFigures(ModelFamily family, double mase, double smape, double coverage) {}
