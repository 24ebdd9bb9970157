package io.vedette.algorithms.forecast;

import java.time.Instant;
import java.util.Random;
import java.util.function.LongToDoubleFunction;

/** Histories as a test wants them. */
final class Histories {

  static final long HOUR = 3_600_000;
  static final long DAY = 24 * HOUR;

  /** A Monday. */
  static final long MONDAY = Instant.parse("2026-03-02T00:00:00Z").toEpochMilli();

  private Histories() {}

  static long[] times(long start, long step, int count) {
    long[] times = new long[count];
    for (int i = 0; i < count; i++) {
      times[i] = start + i * step;
    }
    return times;
  }

  static double[] values(long[] times, LongToDoubleFunction truth, double spread, long seed) {
    Random random = new Random(seed);
    double[] values = new double[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = truth.applyAsDouble(times[i]) + spread * random.nextGaussian();
    }
    return values;
  }

  /** A sine over the day: 1 at six in the morning, -1 at six in the evening. */
  static double day(long time) {
    return Math.sin(2 * Math.PI * Math.floorMod(time, DAY) / DAY);
  }

  static boolean isWeekend(long time) {
    return Math.floorMod(time - MONDAY, 7 * DAY) >= 5 * DAY;
  }

  /** The model of a history that has one. */
  static SeasonalModel model(long[] times, double[] values, TrainingOptions options) {
    TrainedModel trained = SeasonalModelTrainer.train(times, values, options);
    SeasonalModel model = trained.model();
    if (model == null) {
      throw new AssertionError(trained.reason());
    }
    return model;
  }

  static Forecast forecast(SeasonalModel model, long time) {
    Forecast forecast = new Forecast();
    model.forecast(time, forecast);
    return forecast;
  }
}
