package io.vedette.jobs.streaming;

import io.vedette.algorithms.incident.IncidentParameters;
import io.vedette.jobs.config.StateBackend;
import io.vedette.jobs.config.StreamingSettings;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.jobs.testing.CollectSink;
import io.vedette.jobs.testing.FailOnceMap;
import io.vedette.jobs.testing.FedSource;
import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.ClusterChangeKind;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.Severity;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The tracking of incidents alone, as it runs live: fed by a test, its results collected. */
final class IncidentStage {

  private static final Settings SETTINGS =
      Settings.of(Map.of("checkpoints.interval", "100ms", "restarts.initial-backoff", "10ms"));

  private Settings settings = SETTINGS;

  private final FedSource<IncomingAlert> alerts = new FedSource<>();
  private final FedSource<AlertCluster> clusters = new FedSource<>();
  private final FedSource<IncidentCommand> commands = new FedSource<>();
  private final FedSource<ChangeEvent> changes = new FedSource<>();
  private String sources = "read-";
  private final CollectSink<Incident> incidents = new CollectSink<>();
  private final CollectSink<Audit> audits = new CollectSink<>();
  private final CollectSink<DeadLetter> letters = new CollectSink<>();

  /** Keeps state there from the next start on. */
  void keepStateIn(StateBackend backend) {
    settings =
        SETTINGS.with(StreamingSettings.STATE_BACKEND, backend.name().toLowerCase(Locale.ROOT));
  }

  /** Sources of another name than those in a savepoint, whose state is left there. */
  void readAnew() {
    sources = "read-anew-";
  }

  /** Starts a job, from a savepoint if there is one. */
  JobClient start(
      IncidentParameters parameters,
      int parallelism,
      @Nullable String savepoint,
      @Nullable FailOnceMap<IncomingAlert> failing)
      throws Exception {
    Configuration configuration = StreamingJob.configuration(settings);
    if (savepoint != null) {
      configuration.setString("execution.state-recovery.path", savepoint);
      configuration.setString(
          "execution.state-recovery.ignore-unclaimed-state",
          Boolean.toString(!sources.equals("read-")));
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    DataStream<IncomingAlert> read = read(env, alerts, VedetteTypes.INCOMING_ALERT, "alerts");
    if (failing != null) {
      read =
          OperatorIds.identify(
              read.map(failing, VedetteTypes.INCOMING_ALERT).setParallelism(1), "fail-once");
    }
    IncidentStreams streams =
        IncidentStreams.build(
            env,
            read,
            read(env, clusters, VedetteTypes.ALERT_CLUSTER, "clusters"),
            read(env, commands, VedetteTypes.INCIDENT_COMMAND, "commands"),
            read(env, changes, VedetteTypes.CHANGE_EVENT, "changes"),
            parameters,
            true);
    OperatorIds.identify(streams.incidents().sinkTo(incidents), OperatorIds.WRITE_INCIDENTS);
    OperatorIds.identify(streams.audits().sinkTo(audits), OperatorIds.WRITE_AUDIT);
    OperatorIds.identify(streams.deadLetters().sinkTo(letters), OperatorIds.WRITE_DEAD_LETTERS);
    return env.executeAsync("incidents");
  }

  private <T> DataStream<T> read(
      StreamExecutionEnvironment env, FedSource<T> source, TypeInformation<T> type, String name) {
    return OperatorIds.identify(
        env.fromSource(source, WatermarkStrategy.noWatermarks(), sources + name, type)
            .setParallelism(1),
        sources + name);
  }

  // what comes in

  void fires(String id, String service, Severity severity) {
    alerts.add(alert(id, service, severity, AlertStatus.FIRING));
  }

  void resolves(String id, String service) {
    alerts.add(alert(id, service, Severity.INFO, AlertStatus.RESOLVED));
  }

  private static IncomingAlert alert(
      String id, String service, Severity severity, AlertStatus status) {
    return IncomingAlert.newBuilder()
        .setId(id)
        .setFingerprint("00000000000000aa")
        .setTs(status == AlertStatus.FIRING ? 1_700_000_000_000L : 1_700_000_001_000L)
        .setStatus(status)
        .setEnvironment("prod")
        .setService(service)
        .setName("errors")
        .setSeverity(severity)
        .setSender("vedette")
        .build();
  }

  void groups(String cluster, String... ids) {
    clusters.add(cluster(cluster, ClusterChangeKind.UPDATED, null, ids));
  }

  void merges(String cluster, String into) {
    clusters.add(cluster(cluster, ClusterChangeKind.MERGED, into));
  }

  private static AlertCluster cluster(
      String id, ClusterChangeKind change, @Nullable String into, String... alerts) {
    return AlertCluster.newBuilder()
        .setId(id)
        .setEnvironment("prod")
        .setChange(change)
        .setAt(1_700_000_000_000L)
        .setStartsAt(1_700_000_000_000L)
        .setLastAlertAt(1_700_000_000_000L)
        .setAlerts(alerts.length)
        .setServices(List.of())
        .setMergedInto(into)
        .setJoined(List.of(alerts).stream().map(alert -> new ClusterMember(alert, null)).toList())
        .build();
  }

  void says(IncidentCommand command) {
    commands.add(command);
  }

  void says(String id, IncidentCommandKind kind, String incident) {
    commands.add(command(id, kind, incident).build());
  }

  static IncidentCommand.Builder command(String id, IncidentCommandKind kind, String incident) {
    return IncidentCommand.newBuilder()
        .setId(id)
        .setKind(kind)
        .setIncidentId(incident)
        .setTimestamp(System.currentTimeMillis())
        .setAuthor("ann");
  }

  void deploys(String id, String service) {
    changes.add(
        ChangeEvent.newBuilder()
            .setId(id)
            .setTs(1_699_999_990_000L)
            .setEnvironment("prod")
            .setService(service)
            .setKind("deployment")
            .build());
  }

  // what comes out

  List<Incident> told() {
    return incidents.results().stream()
        .map(json -> ResultJson.read(json.getBytes(StandardCharsets.UTF_8), Incident.class))
        .sorted(Comparator.comparing(Incident::getId).thenComparing(Incident::getRevision))
        .toList();
  }

  List<Audit> audits() {
    return audits.results().stream()
        .map(json -> ResultJson.read(json.getBytes(StandardCharsets.UTF_8), Audit.class))
        .toList();
  }

  List<DeadLetter> deadLetters() {
    return letters.results().stream()
        .map(json -> ResultJson.read(json.getBytes(StandardCharsets.UTF_8), DeadLetter.class))
        .toList();
  }

  Optional<Incident> last(String id) {
    return told().stream()
        .filter(incident -> incident.getId().equals(id))
        .reduce((before, after) -> after);
  }

  /** Waits until the newest record of an incident is as asked for. */
  Incident await(String id, Predicate<Incident> wanted) {
    return Awaitility.await("incident " + id)
        .atMost(30, TimeUnit.SECONDS)
        .until(() -> last(id), found -> found.isPresent() && wanted.test(found.get()))
        .orElseThrow();
  }
}
