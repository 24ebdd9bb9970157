package io.vedette.gateway.live;

import io.vedette.formats.control.NoiseRuleDecoder;
import io.vedette.gateway.log.RecordPlace;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.Silence;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known from the topics. Memory: at most maxRows of each of silences, maintenance windows,
 * edges and models (without their parameters), recentRows dead letters, incidents, and the
 * remembered events.
 */
public final class LiveState {

  /** Silences by id. */
  public final NewestByKey<Silence> silences;

  /** Maintenance windows by id. */
  public final NewestByKey<MaintenanceWindow> maintenance;

  /** Calls by key. */
  public final NewestByKey<CallEdge> edges;

  /** Models of series by key, without their parameters. */
  public final NewestByKey<ModelRecord> models;

  /** Champions before them. */
  public final ModelVersions versions;

  /** Origins of dead letters that were sent again, as the newest lines of the audit say. */
  public final RecentKeys redriven;

  /** Dead letters. */
  public final NewestFew<DeadLetter> deadLetters;

  /** Incidents as they were told last, which the store may not have yet. */
  public final RecentByKey<Incident> incidents;

  /** Who is told of changes. */
  public final EventHub events;

  private final Settings settings;

  /**
   * How much is kept.
   *
   * @param maxRows of each kind
   * @param recentRows dead letters
   * @param modelVersions of a series
   * @param incidents that changed last
   * @param maxListeners listeners
   * @param history events
   */
  public record Limits(
      int maxRows,
      int recentRows,
      int modelVersions,
      int incidents,
      int maxListeners,
      int history) {}

  /** Empty. */
  public LiveState(Settings settings, Limits limits) {
    this.settings = settings;
    silences = new NewestByKey<>(limits.maxRows());
    maintenance = new NewestByKey<>(limits.maxRows());
    edges = new NewestByKey<>(limits.maxRows());
    models = new NewestByKey<>(limits.maxRows());
    versions = new ModelVersions(limits.maxRows(), limits.modelVersions());
    redriven = new RecentKeys(limits.maxRows());
    deadLetters = new NewestFew<>(limits.recentRows());
    incidents = new RecentByKey<>(limits.incidents());
    events = new EventHub(limits.maxListeners(), limits.history());
  }

  /** Topics that are read from their begin, since they hold the newest of a key. */
  List<String> whole() {
    return List.of(
        settings.get(SharedSettings.RULES_TOPIC),
        settings.get(SharedSettings.TOPOLOGY_TOPIC),
        settings.get(SharedSettings.MODELS_TOPIC));
  }

  /** Topics of which the newest records are read. */
  List<String> recent() {
    return List.of(
        settings.get(SharedSettings.DEAD_LETTERS_TOPIC), settings.get(SharedSettings.AUDIT_TOPIC));
  }

  /** Topics that are read from now on. */
  List<String> changes() {
    return List.of(
        settings.get(SharedSettings.INCIDENTS_TOPIC), settings.get(SharedSettings.ALERTS_TOPIC));
  }

  /** Forgets all but the listeners, who are told. */
  void clear() {
    silences.clear();
    maintenance.clear();
    edges.clear();
    models.clear();
    versions.clear();
    redriven.clear();
    deadLetters.clear();
    incidents.clear();
    events.reset();
  }

  /**
   * Takes a record.
   *
   * @param place where it is
   * @param isNew whether it came after the reader started, so that listeners are told
   * @throws IllegalArgumentException when it is not one of its topic
   */
  void take(RecordPlace place, String key, byte @Nullable [] value, boolean isNew) {
    String topic = place.topic();
    if (topic.equals(settings.get(SharedSettings.RULES_TOPIC))) {
      takeRule(key, value, isNew);
    } else if (topic.equals(settings.get(SharedSettings.TOPOLOGY_TOPIC))) {
      edges.put(key, value == null ? null : ResultJson.read(value, CallEdge.class));
    } else if (topic.equals(settings.get(SharedSettings.MODELS_TOPIC))) {
      takeModel(key, value, place);
    } else if (value == null) {
      takeRemoval(topic, key);
    } else if (topic.equals(settings.get(SharedSettings.DEAD_LETTERS_TOPIC))) {
      deadLetters.add(ResultJson.read(value, DeadLetter.class));
    } else if (topic.equals(settings.get(SharedSettings.AUDIT_TOPIC))) {
      Audit line = ResultJson.read(value, Audit.class);
      if (line.getKind() == AuditKind.DEAD_LETTER_REDRIVEN) {
        redriven.add(line.getCause());
      }
    } else if (topic.equals(settings.get(SharedSettings.INCIDENTS_TOPIC))) {
      Incident incident = ResultJson.read(value, Incident.class);
      incidents.put(key, incident);
      events.publish(EventKind.INCIDENT, LiveJson.summary(incident));
    } else if (topic.equals(settings.get(SharedSettings.ALERTS_TOPIC))) {
      Alert alert = ResultJson.read(value, Alert.class);
      events.publish(EventKind.ALERT, new String(ResultJson.write(alert), StandardCharsets.UTF_8));
    }
  }

  private void takeRemoval(String topic, String key) {
    if (topic.equals(settings.get(SharedSettings.INCIDENTS_TOPIC))) {
      incidents.remove(key);
      events.publish(EventKind.INCIDENT, LiveJson.removed(key));
    }
  }

  private void takeRule(String key, byte @Nullable [] value, boolean isNew) {
    if (key.startsWith(NoiseRuleDecoder.SILENCE)) {
      String id = key.substring(NoiseRuleDecoder.SILENCE.length());
      Silence silence = value == null ? null : ResultJson.read(value, Silence.class);
      silences.put(id, silence);
      if (isNew) {
        events.publish(
            EventKind.SILENCE,
            silence == null
                ? LiveJson.removed(id)
                : LiveJson.silence(id, silence, System.currentTimeMillis()));
      }
    } else if (key.startsWith(NoiseRuleDecoder.MAINTENANCE)) {
      maintenance.put(
          key.substring(NoiseRuleDecoder.MAINTENANCE.length()),
          value == null ? null : ResultJson.read(value, MaintenanceWindow.class));
    }
  }

  private void takeModel(String key, byte @Nullable [] value, RecordPlace place) {
    if (Set.of("names", "names-rejected").contains(key.split("/", 2)[0])) {
      return; // of no series
    }
    if (value == null) {
      models.put(key, null);
    } else {
      ModelRecord model = ResultJson.read(value, ModelRecord.class);
      model.setModel(null);
      models.put(key, model);
      if (model.getStatus() == ModelStatus.CHAMPION) {
        versions.add(model, place);
      }
    }
  }
}
