package io.vedette.algorithms.forecast;

import io.vedette.algorithms.calendar.Calendar;
import java.io.Serializable;
import java.time.Duration;
import java.util.Objects;

/**
 * What a model is trained for.
 *
 * @param horizon how far beyond the history the model is to speak, above 0; a short history makes
 *     it less, see {@link SeasonalModelTrainer}
 * @param coverage share of values the prediction interval is to hold, 0.5 to 0.999
 * @param calendar time zone of the seasons, and holidays
 */
public record TrainingOptions(Duration horizon, double coverage, Calendar calendar)
    implements Serializable {

  private static final TrainingOptions DEFAULTS =
      new TrainingOptions(Duration.ofDays(7), 0.95, Calendar.utc());

  /** Checks every option. */
  public TrainingOptions {
    if (horizon.isNegative() || horizon.toMillis() == 0) {
      throw new IllegalArgumentException("horizon must be above 0, is " + horizon);
    }
    if (!(coverage >= 0.5 && coverage <= 0.999)) {
      throw new IllegalArgumentException("coverage must be 0.5 to 0.999, is " + coverage);
    }
    Objects.requireNonNull(calendar, "calendar");
  }

  /** 7 days, 95 %, UTC without holidays. */
  public static TrainingOptions defaults() {
    return DEFAULTS;
  }

  /** These, with another horizon. */
  public TrainingOptions withHorizon(Duration value) {
    return new TrainingOptions(value, coverage, calendar);
  }

  /** These, with another coverage. */
  public TrainingOptions withCoverage(double value) {
    return new TrainingOptions(horizon, value, calendar);
  }

  /** These, with another calendar. */
  public TrainingOptions withCalendar(Calendar value) {
    return new TrainingOptions(horizon, coverage, value);
  }
}
