package io.vedette.functions.train;

import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainedModel;
import io.vedette.algorithms.train.Challenge;
import io.vedette.algorithms.train.HistoryGrid;
import io.vedette.functions.SeriesMeaning;
import io.vedette.schema.MetricKind;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import java.util.List;
import java.util.Objects;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.co.KeyedCoProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Trains one series after the other from its history, and lets the new model challenge the one in
 * use.
 *
 * <p>Guarantee: every series with history leaves exactly one record of this run, whatever becomes
 * of it; run again under the same name, it leaves the same record or, where it is known to be there
 * already, none. So a run that was killed is run again and goes on where it was.
 *
 * <p>Needs batch execution: Flink then hands over all records of one key, samples in the order of
 * their times, before the first of the next, and fires the timer between them. What is kept is
 * therefore one series a task: 16 bytes a point of the grid (at most {@code maxPoints}), labels,
 * and the model in use. Nothing of it is Flink state. On streams it fails with the first timer that
 * has not come.
 *
 * <p>A sample that is older than the newest before it, or a second one of the same time, is
 * ignored; a sample that is not finite is no value.
 */
public final class TrainModel
    extends KeyedCoProcessFunction<Long, Sample, ModelRecord, ModelRecord> {

  private static final long serialVersionUID = 1L;

  private final TrainModelOptions options;

  private transient Challenge challenge;
  private transient ModelWriter writer;
  private transient HistoryGrid grid;
  private transient TrainingCounters counters;
  private transient @Nullable Long current;
  private transient @Nullable Series series;
  private transient @Nullable ModelRecord champion;
  private transient boolean isDone;

  /** Trains by these options. */
  @SuppressWarnings("NullAway.Init") // the transient fields are made in open()
  public TrainModel(TrainModelOptions options) {
    this.options = options;
  }

  @Override
  public void open(OpenContext context) {
    challenge = new Challenge(options.stretch(), options.training());
    writer = new ModelWriter(options);
    grid = new HistoryGrid(options.step().toMillis(), options.maxPoints());
    counters = new TrainingCounters(getRuntimeContext());
  }

  @Override
  public void processElement1(Sample sample, Context context, Collector<ModelRecord> models) {
    begin(context);
    Series announced = sample.series();
    if (announced != null) {
      announce(announced);
    } else {
      grid.add(sample.timestamp(), sample.value());
    }
  }

  @Override
  public void processElement2(ModelRecord stored, Context context, Collector<ModelRecord> models) {
    begin(context);
    isDone = isDone || stored.getVersion().equals(options.run());
    if (stored.getStatus() == ModelStatus.CHAMPION) {
      champion = stored.getModel() == null ? null : stored;
    }
  }

  /** Takes note of a series, unless this key has begun already. */
  private void begin(Context context) {
    Long key = context.getCurrentKey();
    if (key.equals(current)) {
      return;
    }
    if (current != null) {
      throw new IllegalStateException(
          "series come mixed: train-model needs execution.runtime-mode BATCH");
    }
    current = key;
    series = null;
    champion = null;
    isDone = false;
    grid.clear(false);
    context.timerService().registerEventTimeTimer(Long.MAX_VALUE);
  }

  /** An announcement comes before every sample, so nothing is on the grid yet. */
  private void announce(Series announced) {
    if (series == null || announced.kind() != MetricKind.UNKNOWN) {
      series = announced;
      grid.clear(options.countersAsRates() && SeriesMeaning.of(announced) == SeriesMeaning.COUNTER);
    }
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<ModelRecord> models) {
    long key = Objects.requireNonNull(current);
    current = null;
    counters.reached(key);
    if (isDone) {
      counters.countSkipped();
    } else if (grid.size() > 0) {
      ModelRecord model = train(key);
      counters.countTrained();
      models.collect(model);
    }
  }

  private ModelRecord train(long key) {
    long[] times = grid.timestamps();
    double[] values = grid.values();
    TrainedModel trained = train(times, values);
    Challenge.Outcome outcome =
        trained.isTrained() ? challenge(times, values) : Challenge.Outcome.lost(trained.reason());
    return writer.write(key, series, grid.isRate(), times, trained, outcome, champion);
  }

  /** What the trainer refuses is a reason as well: one odd series must not stop the others. */
  private TrainedModel train(long[] times, double[] values) {
    try {
      return SeasonalModelTrainer.train(times, values, options.training());
    } catch (IllegalArgumentException refused) {
      return new TrainedModel(null, String.valueOf(refused.getMessage()), List.of());
    }
  }

  private Challenge.Outcome challenge(long[] times, double[] values) {
    ModelRecord stored = champion;
    if (stored == null) {
      return Challenge.Outcome.won("the first model of the series");
    }
    if (stored.getRate() != grid.isRate()) {
      return Challenge.Outcome.won(
          "the champion forecasts " + (stored.getRate() ? "a rate" : "the value itself"));
    }
    SeasonalModel model;
    try {
      model = SeasonalModel.fromStored(Objects.requireNonNull(stored.getModel()));
    } catch (IllegalArgumentException unreadable) {
      return Challenge.Outcome.won("the champion cannot be read: " + unreadable.getMessage());
    }
    return challenge.judge(times, values, model, stored.getTo());
  }
}
