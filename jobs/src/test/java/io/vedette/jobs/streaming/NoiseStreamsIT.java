package io.vedette.jobs.streaming;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.functions.noise.ApplyNoiseRules;
import io.vedette.jobs.config.NoiseSettings;
import io.vedette.jobs.config.StateBackend;
import io.vedette.jobs.launch.StreamingJob;
import io.vedette.jobs.testing.CollectSink;
import io.vedette.jobs.testing.FailOnceMap;
import io.vedette.jobs.testing.FedSource;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.Severity;
import io.vedette.serializers.VedetteTypes;
import io.vedette.settings.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Rules of noise and what they hold back through a failure, and through a savepoint that is
 * restored with more tasks: neither a rule nor a held alert is lost, none passes twice.
 */
@Timeout(300)
class NoiseStreamsIT {

  @RegisterExtension
  static final MiniClusterExtension CLUSTER =
      new MiniClusterExtension(
          new MiniClusterResourceConfiguration.Builder()
              .setNumberTaskManagers(1)
              .setNumberSlotsPerTaskManager(2)
              .build());

  private static final int ENVIRONMENTS = 8;
  private static final int ALERTS = 800;
  private static final String MOVE = "silence/move";

  @TempDir Path folder;

  private final FedSource<IncomingAlert> alerts = new FedSource<>();
  private final FedSource<ControlRecord> controls = new FedSource<>();
  private final CollectSink<IncomingAlert> passed = new CollectSink<>();
  private final CollectSink<AlertState> states = new CollectSink<>();
  private final CollectSink<Audit> audits = new CollectSink<>();

  @ParameterizedTest
  @EnumSource(StateBackend.class)
  void rulesAndHeldAlertsAreThereAfterASavepointIsRestoredWithMoreTasks(StateBackend backend)
      throws Exception {
    JobClient before = start(backend, 1, null, null);
    silence(MOVE, "db");
    for (int i = 0; i < ENVIRONMENTS; i++) {
      fires("held-" + i, i, "db");
      fires("free-" + i, i, "cart");
    }
    await(() -> held().size() == ENVIRONMENTS && passedIds().size() == ENVIRONMENTS);
    String savepoint =
        before
            .stopWithSavepoint(false, folder.toUri().toString(), SavepointFormatType.CANONICAL)
            .get(60, TimeUnit.SECONDS);

    JobClient after = start(backend, 2, savepoint, null);
    for (int i = 0; i < ENVIRONMENTS; i++) {
      fires("later-" + i, i, "db");
      fires("held-" + i, i, "db"); // sent again
      fires("more-" + i, i, "cart");
    }
    await(() -> held().size() == 2 * ENVIRONMENTS && passedIds().size() == 2 * ENVIRONMENTS);
    assertThat(passedIds()).as("what is free alone").allMatch(id -> id.matches("(free|more)-\\d"));
    assertThat(audits(AuditKind.RULE_APPLIED)).as("once, before the savepoint").hasSize(1);

    controls.add(new NoiseRuleChange(MOVE, null));
    await(() -> passedIds().size() == 4 * ENVIRONMENTS);
    assertThat(passedIds()).doesNotHaveDuplicates();
    assertThat(passedIds()).filteredOn(id -> id.startsWith("held")).hasSize(ENVIRONMENTS);
    assertThat(passedIds()).filteredOn(id -> id.startsWith("later")).hasSize(ENVIRONMENTS);
    assertThat(audits(AuditKind.RULE_REMOVED)).as("by one of the tasks").hasSize(1);
    after.cancel().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @EnumSource(StateBackend.class)
  void aFailureAmongHeldAlertsLosesNoneAndPassesNoneTwice(StateBackend backend) throws Exception {
    FailOnceMap<IncomingAlert> failing = new FailOnceMap<>(ALERTS * 3L / 4);
    JobClient job = start(backend, 2, null, failing);
    silence(MOVE, "db");
    for (int i = 0; i < ALERTS; i++) {
      fires("a" + i, i % ENVIRONMENTS, i % 2 == 0 ? "db" : "cart");
      if (i == ALERTS / 4) {
        await(() -> !passedIds().isEmpty()); // so that a checkpoint holds some of both
      }
    }
    await(() -> held().size() == ALERTS / 2 && passedIds().size() == ALERTS / 2);
    assertThat(failing.hasFailed()).isTrue();
    controls.add(new NoiseRuleChange(MOVE, null));
    await(() -> passedIds().size() == ALERTS);
    assertThat(passedIds()).doesNotHaveDuplicates();
    assertThat(audits(AuditKind.RULE_REMOVED)).hasSize(1);
    job.cancel().get(30, TimeUnit.SECONDS);
  }

  private JobClient start(
      StateBackend backend,
      int parallelism,
      @Nullable String savepoint,
      @Nullable FailOnceMap<IncomingAlert> failing)
      throws Exception {
    Settings settings =
        Settings.of(
            Map.of(
                "checkpoints.interval", "100ms",
                "restarts.initial-backoff", "10ms",
                "noise.every", "100ms",
                "noise.flapping", "false",
                "state.backend", backend.name().toLowerCase(Locale.ROOT)));
    Configuration configuration = StreamingJob.configuration(settings);
    if (savepoint != null) {
      configuration.setString("execution.state-recovery.path", savepoint);
    }
    StreamExecutionEnvironment env =
        StreamExecutionEnvironment.getExecutionEnvironment(configuration);
    env.setParallelism(parallelism);
    SingleOutputStreamOperator<IncomingAlert> read =
        OperatorIds.identify(
            env.fromSource(
                    alerts,
                    WatermarkStrategy.noWatermarks(),
                    "read-alerts",
                    VedetteTypes.INCOMING_ALERT)
                .setParallelism(1),
            "read-alerts");
    if (failing != null) {
      read =
          OperatorIds.identify(
              read.map(failing, VedetteTypes.INCOMING_ALERT).setParallelism(1), "fail-once");
    }
    SingleOutputStreamOperator<?> rules =
        OperatorIds.identify(
            OperatorIds.identify(
                    env.fromSource(
                            controls,
                            WatermarkStrategy.noWatermarks(),
                            "read-rules",
                            VedetteTypes.CONTROL_RECORD)
                        .setParallelism(1),
                    "read-rules")
                .process(new SplitControls(), VedetteTypes.SCORING_INPUT)
                .setParallelism(1),
            "split-rules");
    SingleOutputStreamOperator<IncomingAlert> noise =
        NoiseStreams.apply(List.of(read), List.of(rules), NoiseSettings.options(settings, true));
    OperatorIds.identify(noise.sinkTo(passed), "write-passed");
    OperatorIds.identify(
        noise.getSideOutput(ApplyNoiseRules.STATES).sinkTo(states), OperatorIds.WRITE_ALERT_STATES);
    OperatorIds.identify(
        noise.getSideOutput(ApplyNoiseRules.AUDITS).sinkTo(audits), OperatorIds.WRITE_AUDIT);
    return env.executeAsync("noise");
  }

  /** Until it is in effect. */
  private void silence(String key, String service) {
    long now = System.currentTimeMillis();
    controls.add(
        new NoiseRuleChange(
            key,
            NoiseRule.newBuilder()
                .setSilence(
                    Silence.newBuilder()
                        .setMatchers(List.of("service=" + service))
                        .setStartsAt(now - 1000)
                        .setEndsAt(now + 3_600_000)
                        .setAuthor("ann")
                        .setComment("move")
                        .build())
                .build()));
    await(() -> !audits(AuditKind.RULE_APPLIED).isEmpty());
  }

  /** Each id is a thing of its own. */
  private void fires(String id, int environment, String service) {
    alerts.add(
        IncomingAlert.newBuilder()
            .setId(id)
            .setFingerprint(id)
            .setTs(1_700_000_000_000L)
            .setStatus(AlertStatus.FIRING)
            .setEnvironment("e" + environment)
            .setService(service)
            .setLabels(Map.of("service", service))
            .setName("errors")
            .setSeverity(Severity.WARNING)
            .setSender("test")
            .build());
  }

  private List<String> passedIds() {
    return read(passed, IncomingAlert.class).stream()
        .filter(alert -> alert.getStatus() == AlertStatus.FIRING)
        .map(IncomingAlert::getId)
        .toList();
  }

  /** Fingerprints of alerts that were held back, each once. */
  private List<String> held() {
    return read(states, AlertState.class).stream()
        .filter(state -> state.getState() == AlertStateKind.SUPPRESSED)
        .map(AlertState::getFingerprint)
        .distinct()
        .toList();
  }

  private List<Audit> audits(AuditKind kind) {
    return read(audits, Audit.class).stream().filter(audit -> audit.getKind() == kind).toList();
  }

  private static <T extends SpecificRecord> List<T> read(CollectSink<T> sink, Class<T> type) {
    List<T> records = new ArrayList<>();
    sink.results().forEach(json -> records.add(ResultJson.read(json.getBytes(UTF_8), type)));
    return records;
  }

  private static void await(Callable<Boolean> until) {
    Awaitility.await().atMost(60, TimeUnit.SECONDS).until(until);
  }
}
