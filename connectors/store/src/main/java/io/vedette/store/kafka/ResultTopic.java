package io.vedette.store.kafka;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.settings.Setting;
import io.vedette.settings.SharedSettings;
import io.vedette.store.StoreBatch;

/** The topics that are stored, and what their records are. */
enum ResultTopic {
  INCIDENTS(SharedSettings.INCIDENTS_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, Incident.class), version);
    }
  },
  ALERTS(SharedSettings.ALERTS_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, Alert.class), version);
    }
  },
  ANOMALIES(SharedSettings.ANOMALIES_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, Anomaly.class), version);
    }
  },
  AUDIT(SharedSettings.AUDIT_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, Audit.class), partition, version);
    }
  },
  TOPOLOGY(SharedSettings.TOPOLOGY_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, CallEdge.class), version);
    }
  },
  SCORES(SharedSettings.SCORES_TOPIC) {
    @Override
    void add(byte[] json, int partition, long version, StoreBatch batch) {
      batch.add(ResultJson.read(json, ScoredPoint.class), version);
    }
  };

  @SuppressWarnings("ImmutableEnumChecker") // a Setting is immutable
  private final Setting<String> name;

  ResultTopic(Setting<String> name) {
    this.name = name;
  }

  /** The setting with its name. */
  Setting<String> topic() {
    return name;
  }

  /**
   * Adds a record to a batch.
   *
   * @throws IllegalArgumentException when it is not what the topic holds
   */
  abstract void add(byte[] json, int partition, long version, StoreBatch batch);
}
