package io.vedette.algorithms.detect;

/** The views of a series by which {@link SeriesDetector} is surprised; see there for each. */
public enum Channel {
  /** The value, against what the samples before it lead to expect. */
  VALUE,
  /** The value, against the same hour of the week. */
  SEASON,
  /** A level that stays away from the usual one for this hour of the day. */
  SHIFT,
  /** More or less restless than usual. */
  VARIANCE,
  /** A step from one sample to the next, larger than the steps of this series. */
  JUMP,
  /** The value, against the long-run level and its usual spread. */
  RANGE,
  /** A series that moves has stopped moving. */
  FLAT_LINE
}
