package io.vedette.cli.up;

import io.vedette.gateway.ApiSettings;
import io.vedette.gateway.GatewaySettings;
import io.vedette.jobs.config.ScoringSettings;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.config.TraceSettings;
import io.vedette.kafka.KafkaSettings;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import io.vedette.store.StoreSettings;
import io.vedette.store.StoreType;
import java.nio.file.Path;
import java.time.Duration;

/** The settings of all parts for one machine. */
final class LocalSettings {

  /**
   * A killed platform may be started again days later, and what its last checkpoint had not yet
   * committed must still be there.
   */
  static final String TRANSACTION_TIMEOUT = "7d";

  static final int SLOTS = 2;

  private LocalSettings() {}

  /**
   * Addresses of the parts, and what suits one machine where nothing was set.
   *
   * @param store file of the embedded store
   * @throws io.vedette.settings.SettingsException when the settings contradict each other
   */
  static Settings of(Settings asked, Path store, int kafkaPort, int gatewayPort) {
    Settings settings =
        asked
            .with(SharedSettings.KAFKA_BOOTSTRAP_SERVERS, "127.0.0.1:" + kafkaPort)
            .with(GatewaySettings.PORT, Integer.toString(gatewayPort));
    settings = unlessSet(settings, StreamingSettings.CHECKPOINT_INTERVAL, "5s");
    settings = unlessSet(settings, StreamingSettings.PARALLELISM, Integer.toString(SLOTS));
    settings = unlessSet(settings, KafkaSettings.TRANSACTION_TIMEOUT, TRANSACTION_TIMEOUT);
    settings = unlessSet(settings, StoreSettings.TYPE, "duckdb");
    settings = unlessSet(settings, StoreSettings.DUCKDB_FILE, store.toString());
    settings =
        unlessSet(
            settings,
            StoreSettings.SERVICE_LABELS,
            String.join(",", settings.get(ScoringSettings.SERVICE_LABELS)));
    if (settings.get(StoreSettings.TYPE) != StoreType.NONE) {
      settings = unlessSet(settings, ScoringSettings.PUBLISH_SCORES, "true");
    }
    StreamingSettings.validate(settings);
    StoreSettings.validate(settings);
    return settings;
  }

  /**
   * These, with Flink at a port of this machine.
   *
   * @param webPort 0 for none here
   */
  static Settings withFlink(Settings settings, int webPort) {
    return webPort == 0
        ? settings
        : unlessSet(settings, ApiSettings.FLINK_URL, "http://127.0.0.1:" + webPort);
  }

  /**
   * These, for a sender that tells its past first: its spans are counted at their own time, and
   * have an hour to arrive.
   */
  static Settings withHistory(Settings settings, Duration history) {
    return unlessSet(settings, TraceSettings.MAX_LAG, history.plusHours(1).toMinutes() + "m");
  }

  private static Settings unlessSet(Settings settings, Setting<?> setting, String value) {
    return settings.texts().containsKey(setting.key()) ? settings : settings.with(setting, value);
  }
}
