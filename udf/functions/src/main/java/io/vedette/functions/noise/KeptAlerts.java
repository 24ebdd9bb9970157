package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseStore;
import io.vedette.algorithms.noise.TrackedAlert;
import java.util.function.Consumer;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.util.FlinkRuntimeException;
import org.jspecify.annotations.Nullable;

/** The alerts of the environment at hand, in keyed state. */
final class KeptAlerts implements NoiseStore {

  private final MapState<String, TrackedAlert> alerts;

  KeptAlerts(MapState<String, TrackedAlert> alerts) {
    this.alerts = alerts;
  }

  @Override
  public @Nullable TrackedAlert get(String fingerprint) {
    try {
      return alerts.get(fingerprint);
    } catch (Exception broken) {
      throw notUsable(broken);
    }
  }

  @Override
  public void put(String fingerprint, TrackedAlert alert) {
    try {
      alerts.put(fingerprint, alert);
    } catch (Exception broken) {
      throw notUsable(broken);
    }
  }

  @Override
  public void remove(String fingerprint) {
    try {
      alerts.remove(fingerprint);
    } catch (Exception broken) {
      throw notUsable(broken);
    }
  }

  @Override
  public void forEach(Consumer<TrackedAlert> taken) {
    try {
      for (TrackedAlert alert : alerts.values()) {
        taken.accept(alert);
      }
    } catch (Exception broken) {
      throw notUsable(broken);
    }
  }

  private static FlinkRuntimeException notUsable(Exception broken) {
    return new FlinkRuntimeException("state 'alerts' of apply-noise-rules failed", broken);
  }
}
