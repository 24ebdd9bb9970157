package io.vedette.bench.quality.forecast;

import io.vedette.algorithms.forecast.Forecast;
import io.vedette.algorithms.forecast.SeasonalModel;
import io.vedette.algorithms.forecast.SeasonalModelTrainer;
import io.vedette.algorithms.forecast.TrainedModel;
import io.vedette.algorithms.forecast.TrainingOptions;
import io.vedette.bench.quality.data.ForecastCase;
import java.time.Duration;
import java.util.List;

/**
 * The trained seasonal model, as the retrain job trains it. Where training says that there is no
 * model, or the model does not speak of a time, the seasonal naive forecast stands in, as if a user
 * had nothing better.
 */
public final class VedetteForecaster implements Forecaster {

  private static final double COVERAGE = 0.95;

  @Override
  public String name() {
    return "Vedette";
  }

  @Override
  public List<Prediction> forecast(List<ForecastCase> cases) {
    return Forecaster.each(cases, VedetteForecaster::forecast);
  }

  private static Prediction forecast(ForecastCase one) {
    long[] ahead = one.actualTimestamps();
    long lastKnown = one.timestamps()[one.historyLength() - 1];
    TrainedModel trained =
        SeasonalModelTrainer.train(
            one.historyTimestamps(),
            one.history(),
            TrainingOptions.defaults()
                .withHorizon(Duration.ofMillis(ahead[ahead.length - 1] - lastKnown))
                .withCoverage(COVERAGE));
    SeasonalModel model = trained.model();
    Prediction naive = SeasonalNaiveForecaster.forecast(one);
    if (model == null) {
      return naive;
    }
    Forecast forecast = new Forecast();
    for (int i = 0; i < ahead.length; i++) {
      model.forecast(ahead[i], forecast);
      if (forecast.isKnown()) {
        naive.expected()[i] = forecast.expected();
        naive.lower()[i] = forecast.lower();
        naive.upper()[i] = forecast.upper();
      }
    }
    return naive;
  }
}
