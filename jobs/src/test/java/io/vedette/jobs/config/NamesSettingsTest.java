package io.vedette.jobs.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.algorithms.correlate.SkipGramParameters;
import io.vedette.functions.train.TrainNamesOptions;
import io.vedette.settings.Settings;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesSettingsTest {

  private static final Instant NOW = Instant.ofEpochMilli(7);

  @Test
  void defaultsAreThoseOfTheTraining() {
    assertThat(NamesSettings.options(begun(Map.of()), NOW))
        .isEqualTo(
            new TrainNamesOptions("r", 7, 20_000, 10_000, 100_000, SkipGramParameters.defaults()));
  }

  @Test
  void everyOneIsMapped() {
    assertThat(
            NamesSettings.options(
                begun(
                    Map.of(
                        "training.names-sentences", "101",
                        "training.names-calls", "0",
                        "training.names-remembered", "9",
                        "training.names-dimensions", "8",
                        "training.names-parts", "500",
                        "training.names-epochs", "3")),
                NOW))
        .isEqualTo(
            new TrainNamesOptions(
                "r", 7, 101, 0, 9, new SkipGramParameters(8, 8, 5, 3, 0.025, 3, 5_000, 500, 1)));
  }

  @Test
  void alertsAreReadWhereHistoryIsUnlessSaidOtherwise() {
    assertThat(origin(Map.of())).isEqualTo(AlertHistory.KAFKA);
    assertThat(origin(Map.of("training.history", "prometheus"))).isEqualTo(AlertHistory.NONE);
    assertThat(origin(Map.of("training.alerts", "a.jsonl"))).isEqualTo(AlertHistory.FILES);
    assertThat(origin(Map.of("training.alert-history", "none"))).isEqualTo(AlertHistory.NONE);
    assertThat(origin(Map.of("training.history", "prometheus", "training.alert-history", "kafka")))
        .isEqualTo(AlertHistory.KAFKA);
  }

  @Test
  void relationsAreChecked() {
    assertThat(
            NamesSettings.problems(
                begun(
                    Map.of(
                        "training.history", "none",
                        "training.names-dimensions", "512",
                        "training.names-parts", "4000"))))
        .containsExactly(
            "training.history=none, training.alert-history=auto: there is nothing to train on",
            "training.names-dimensions=512, training.names-parts=4000: together at most 2000000"
                + " numbers");
    assertThat(NamesSettings.problems(begun(Map.of("training.alert-history", "files"))))
        .isEqualTo(List.of("training.alert-history=files: training.alerts must say which"));
    assertThatThrownBy(
            () -> begun(Map.of("training.names-dimensions", "1")).get(NamesSettings.DIMENSIONS))
        .hasMessage("training.names-dimensions = '1': must be from 2 to 512");
  }

  private static AlertHistory origin(Map<String, String> values) {
    return NamesSettings.origin(begun(values));
  }

  private static Settings begun(Map<String, String> values) {
    Map<String, String> all = new HashMap<>(values);
    all.put("training.run", "r");
    return Settings.of(all);
  }
}
