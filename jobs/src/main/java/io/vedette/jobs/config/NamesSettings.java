package io.vedette.jobs.config;

import io.vedette.algorithms.correlate.SkipGramParameters;
import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.functions.train.TrainNamesOptions;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Settings of how names are trained on past alerts. */
public final class NamesSettings {

  private static final SkipGramParameters DEFAULTS = SkipGramParameters.defaults();

  /** Where alerts come from. */
  public static final Setting<AlertHistory> ALERT_HISTORY =
      Setting.ofEnum(
          "training.alert-history",
          AlertHistory.AUTO,
          "Where past alerts are read, to train names: auto is files where training.alerts is set,"
              + " else kafka where training.history is kafka, else none.");

  /** Recorded alerts. */
  public static final Setting<Path> ALERTS =
      Setting.ofOptionalPath(
          "training.alerts",
          "File or folder of recorded alerts, as a replay takes them; every task must reach it.");

  /** Recorded calls. */
  public static final Setting<Path> TOPOLOGY =
      Setting.ofOptionalPath(
          "training.topology",
          "File with who calls whom, as a replay takes it; its call paths are trained on as well,"
              + " beside those of topics.topology where alerts are read from Kafka.");

  /** Sentences. */
  public static final Setting<Integer> SENTENCES =
      Setting.ofInt(
              "training.names-sentences",
              20_000,
              "Most sentences kept of an environment, the newest: a sentence is the names in alerts"
                  + " of one moment, up to 64. Time and memory grow with them.")
          .between(100, 1_000_000);

  /** Call paths. */
  public static final Setting<Integer> CALLS =
      Setting.ofInt(
              "training.names-calls",
              10_000,
              "Most calls, and most call paths made of them, taken of an environment; 0 for none.")
          .between(0, 1_000_000);

  /** Ids. */
  public static final Setting<Integer> REMEMBERED =
      Setting.ofInt(
              "training.names-remembered",
              100_000,
              "Ids of alerts of a day known at most, an environment, so that one sent again counts"
                  + " once.")
          .between(1, 10_000_000);

  /** Dimensions. */
  public static final Setting<Integer> DIMENSIONS =
      Setting.ofInt(
              "training.names-dimensions", DEFAULTS.dimensions(), "Numbers that a name becomes.")
          .between(2, 512);

  /** Parts. */
  public static final Setting<Integer> PARTS =
      Setting.ofInt(
              "training.names-parts",
              DEFAULTS.features(),
              "Most parts of names (words and their n-grams) in a model, the most frequent; a model"
                  + " is 4 bytes a part and dimension.")
          .between(2, 500_000);

  /** Epochs. */
  public static final Setting<Integer> EPOCHS =
      Setting.ofInt(
              "training.names-epochs",
              DEFAULTS.epochs(),
              "Passes of the training over the history.")
          .between(1, 1_000);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL =
      List.of(
          ALERT_HISTORY, ALERTS, TOPOLOGY, SENTENCES, CALLS, REMEMBERED, DIMENSIONS, PARTS, EPOCHS);

  private NamesSettings() {}

  /** Where past alerts are read; never {@code AUTO}. */
  public static AlertHistory origin(Settings settings) {
    AlertHistory said = settings.get(ALERT_HISTORY);
    if (said != AlertHistory.AUTO) {
      return said;
    }
    if (settings.find(ALERTS).isPresent()) {
      return AlertHistory.FILES;
    }
    return settings.get(RetrainSettings.ORIGIN) == HistoryOrigin.KAFKA
        ? AlertHistory.KAFKA
        : AlertHistory.NONE;
  }

  /** What no setting can check by itself. */
  static List<String> problems(Settings settings) {
    List<String> problems = new ArrayList<>();
    if (origin(settings) == AlertHistory.FILES && settings.find(ALERTS).isEmpty()) {
      problems.add("training.alert-history=files: training.alerts must say which");
    }
    if (settings.get(RetrainSettings.ORIGIN) == HistoryOrigin.NONE
        && origin(settings) == AlertHistory.NONE) {
      problems.add(
          "training.history=none, training.alert-history=%s: there is nothing to train on"
              .formatted(settings.text(ALERT_HISTORY)));
    }
    if ((long) settings.get(DIMENSIONS) * settings.get(PARTS) > TrainedNames.MOST_NUMBERS) {
      problems.add(
          "training.names-dimensions=%s, training.names-parts=%s: together at most %d numbers"
              .formatted(
                  settings.text(DIMENSIONS), settings.text(PARTS), TrainedNames.MOST_NUMBERS));
    }
    return problems;
  }

  /** The options of the trainer, by the settings {@link RetrainSettings#begun}. */
  public static TrainNamesOptions options(Settings settings, Instant startedAt) {
    return new TrainNamesOptions(
        settings.get(RetrainSettings.RUN_NAME),
        startedAt.toEpochMilli(),
        settings.get(SENTENCES),
        settings.get(CALLS),
        settings.get(REMEMBERED),
        new SkipGramParameters(
            settings.get(DIMENSIONS),
            DEFAULTS.window(),
            DEFAULTS.negatives(),
            settings.get(EPOCHS),
            DEFAULTS.rate(),
            DEFAULTS.leastCount(),
            DEFAULTS.names(),
            settings.get(PARTS),
            DEFAULTS.seed()));
  }
}
