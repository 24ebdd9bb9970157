package io.vedette.jobs.launch;

import io.vedette.settings.Settings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What to replay.
 *
 * @param metrics a file of metrics or a folder of them, see docs/replay.md; null for none
 * @param logs a file of log lines or a folder of them; null for none
 * @param alerts a file of alerts or a folder of them; null for none
 * @param topology a file with who calls whom; null for none
 * @param changes a file of deployments and other changes; null for none
 * @param traces a file of spans or a folder of them; null for none
 * @param rules a file of rules of noise; null for none
 * @param out folder for the results; made when it is not there, earlier results in it are replaced
 * @param settings of {@link ReplaySettings}, validated; those of Kafka and checkpoints have no
 *     meaning in a replay
 * @param models a file of trained models of names; null for none
 */
public record ReplayOptions(
    @Nullable Path metrics,
    @Nullable Path logs,
    @Nullable Path alerts,
    @Nullable Path topology,
    @Nullable Path changes,
    @Nullable Path traces,
    @Nullable Path rules,
    Path out,
    Settings settings,
    @Nullable Path models) {

  /** Checks that there is something to replay. */
  public ReplayOptions {
    if (metrics == null && logs == null && alerts == null && traces == null) {
      throw new IllegalArgumentException("a replay needs metrics, logs, alerts or traces");
    }
  }

  /** Without models. */
  public ReplayOptions(
      @Nullable Path metrics,
      @Nullable Path logs,
      @Nullable Path alerts,
      @Nullable Path topology,
      @Nullable Path changes,
      @Nullable Path traces,
      @Nullable Path rules,
      Path out,
      Settings settings) {
    this(metrics, logs, alerts, topology, changes, traces, rules, out, settings, null);
  }

  /** These, with models of names. */
  public ReplayOptions withModels(@Nullable Path others) {
    return new ReplayOptions(
        metrics, logs, alerts, topology, changes, traces, rules, out, settings, others);
  }

  /** Of metrics alone. */
  public ReplayOptions(Path metrics, Path out, Settings settings) {
    this(metrics, null, null, null, null, null, null, out, settings);
  }

  /** Without a topology. */
  public ReplayOptions(
      @Nullable Path metrics,
      @Nullable Path logs,
      @Nullable Path alerts,
      Path out,
      Settings settings) {
    this(metrics, logs, alerts, null, null, null, null, out, settings);
  }

  /** Without changes. */
  public ReplayOptions(
      @Nullable Path metrics,
      @Nullable Path logs,
      @Nullable Path alerts,
      @Nullable Path topology,
      Path out,
      Settings settings) {
    this(metrics, logs, alerts, topology, null, null, null, out, settings);
  }

  /** Without traces. */
  public ReplayOptions(
      @Nullable Path metrics,
      @Nullable Path logs,
      @Nullable Path alerts,
      @Nullable Path topology,
      @Nullable Path changes,
      Path out,
      Settings settings) {
    this(metrics, logs, alerts, topology, changes, null, null, out, settings);
  }

  /** Without rules. */
  public ReplayOptions(
      @Nullable Path metrics,
      @Nullable Path logs,
      @Nullable Path alerts,
      @Nullable Path topology,
      @Nullable Path changes,
      @Nullable Path traces,
      Path out,
      Settings settings) {
    this(metrics, logs, alerts, topology, changes, traces, null, out, settings);
  }
}
