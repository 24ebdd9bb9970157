package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.schema.correlate.GroupingControl;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.model.NamesRecord;
import java.util.HashMap;
import java.util.Map;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.jspecify.annotations.Nullable;

/**
 * The trained models of names, one an environment: owner of the broadcast state {@code names}, some
 * 1 MB a model there and twice that in memory, kept until they are taken back, at most as many as
 * configured.
 */
public final class KnownNames {

  /**
   * A model in use.
   *
   * @param version name of the training run
   * @param reason why it is in use, for a person
   * @param names the model
   */
  record Used(String version, String reason, TrainedNames names) {}

  private final int most;
  private final Map<String, Used> used = new HashMap<>();
  private boolean isLoaded;

  /** With so many models at most. */
  public KnownNames(int most) {
    this.most = most;
  }

  /** Whether a control is about names, not about a topology. */
  static boolean concerns(GroupingControl control) {
    return control.getEdge() == null && control.getEnvironment() != null;
  }

  /** Takes what is in the state; a function cannot when it opens. */
  void load(ReadOnlyBroadcastState<String, NamesModelRecord> stored) throws Exception {
    if (!isLoaded) {
      isLoaded = true;
      for (Map.Entry<String, NamesModelRecord> entry : stored.immutableEntries()) {
        try {
          used.put(entry.getKey(), living(entry.getValue()));
        } catch (IllegalArgumentException ofALaterRelease) {
          used.remove(entry.getKey()); // told when it came
        }
      }
    }
  }

  /**
   * Takes a model, or takes it back. One that cannot be used leaves the environment without.
   *
   * @throws IllegalArgumentException when it cannot be used, saying why
   */
  void change(GroupingControl control, BroadcastState<String, NamesModelRecord> stored)
      throws Exception {
    load(stored);
    String environment = String.valueOf(control.getEnvironment());
    NamesModelRecord model = control.getNames();
    boolean isKnown = used.remove(environment) != null;
    stored.remove(environment);
    if (model == null || control.getIsRemoved()) {
      return;
    }
    if (!isKnown && used.size() >= most) {
      throw new IllegalArgumentException(
          "there are models of "
              + most
              + " environments, and grouping.names-models allows no more");
    }
    used.put(environment, living(model));
    stored.put(environment, model);
  }

  private static Used living(NamesModelRecord model) {
    NamesRecord names = model.getNames();
    if (names == null || model.getStatus() != ModelStatus.CHAMPION) {
      throw new IllegalArgumentException("there is no model in the record");
    }
    return new Used(model.getVersion(), model.getReason(), TrainedNames.fromStored(names));
  }

  /** The model of an environment; null for none. */
  @Nullable Used of(String environment) {
    return used.get(environment);
  }
}
