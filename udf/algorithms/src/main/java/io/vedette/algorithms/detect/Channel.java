package io.vedette.algorithms.detect;

/** Which view of a series found a sample the least probable. */
public enum Channel {
  /** One value, against what the samples before it lead to expect. */
  VALUE,
  /** One value, against the same hour of the week. */
  SEASON,
  /** A level that stays away from the usual one for this hour of the day. */
  SHIFT,
  /** More or less restless than usual. */
  VARIANCE,
  /** The order of values is unusual, though each is in range. */
  SHAPE,
  /** A series that moves has stopped moving. */
  FLAT_LINE,
  /** One value, against the forecast of a trained model. */
  FORECAST
}
