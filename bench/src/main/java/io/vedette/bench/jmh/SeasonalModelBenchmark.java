package io.vedette.bench.jmh;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainedModel;
import io.vedette.algorithms.forecast.TrainingOptions;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The forecast a trained model gives for one point; the model has seen two weeks, hourly. */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@SuppressWarnings("NullAway.Init") // the model is trained in the set-up
public class SeasonalModelBenchmark {

  private static final int HOURS = 14 * 24;
  private static final int STEPS_PER_HOUR = (int) (3_600_000 / Points.STEP);

  private final Points points = new Points();
  private final Forecast forecast = new Forecast();
  private SeasonalModel model;
  private long index;

  /** Trains the model. */
  @Setup(Level.Trial)
  public void train() {
    long[] times = new long[HOURS];
    double[] values = new double[HOURS];
    for (int hour = 0; hour < HOURS; hour++) {
      long tick = (long) hour * STEPS_PER_HOUR;
      times[hour] = points.timestamp(tick);
      values[hour] = points.value(tick);
    }
    TrainedModel trained = SeasonalModelTrainer.train(times, values, TrainingOptions.defaults());
    model = Objects.requireNonNull(trained.model(), "no model for these points");
    index = (long) HOURS * STEPS_PER_HOUR;
  }

  /** One point, in the two days behind the history. */
  @Benchmark
  public double forecast() {
    index++;
    long tick = (long) HOURS * STEPS_PER_HOUR + index % (2 * 24 * STEPS_PER_HOUR);
    model.forecast(points.timestamp(tick), forecast);
    return forecast.expected();
  }
}
