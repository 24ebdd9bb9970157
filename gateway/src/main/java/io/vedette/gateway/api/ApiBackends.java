package io.vedette.gateway.api;

import io.vedette.gateway.ApiSettings;
import io.vedette.gateway.GatewaySettings;
import io.vedette.gateway.access.ApiAccess;
import io.vedette.gateway.demo.DemoFaults;
import io.vedette.gateway.ingest.IngestServices;
import io.vedette.gateway.ingest.SmallBody;
import io.vedette.gateway.limits.SourceLimiter;
import io.vedette.gateway.live.FlinkProbe;
import io.vedette.gateway.live.LiveState;
import io.vedette.gateway.live.PipelineProbe;
import io.vedette.gateway.live.TopicFollower;
import io.vedette.gateway.log.AtomicLog;
import io.vedette.gateway.log.BodyLog;
import io.vedette.gateway.log.CommandLog;
import io.vedette.gateway.log.RecordFinder;
import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import io.vedette.store.ResultStore;
import io.vedette.store.kafka.WriterStatus;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What stands behind the API; started by making it, ended by closing it. */
public final class ApiBackends implements AutoCloseable {

  /** What is told of in the pipeline. */
  private static final Set<Setting<String>> TOPICS =
      Set.of(
          SharedSettings.METRICS_TOPIC,
          SharedSettings.OTLP_METRICS_TOPIC,
          SharedSettings.LOGS_TOPIC,
          SharedSettings.OTLP_LOGS_TOPIC,
          SharedSettings.OTLP_SPANS_TOPIC,
          SharedSettings.ALERTS_IN_TOPIC,
          SharedSettings.CHANGES_TOPIC,
          SharedSettings.EVENTS_TOPIC,
          SharedSettings.COMMANDS_TOPIC,
          SharedSettings.RULES_TOPIC,
          SharedSettings.ANOMALIES_TOPIC,
          SharedSettings.ALERTS_TOPIC,
          SharedSettings.INCIDENTS_TOPIC,
          SharedSettings.AUDIT_TOPIC,
          SharedSettings.SCORES_TOPIC,
          SharedSettings.MODELS_TOPIC,
          SharedSettings.TOPOLOGY_TOPIC,
          SharedSettings.DEAD_LETTERS_TOPIC);

  /** Whose records may be sent again; rules and models are not, an old one would undo a newer. */
  private static final Set<Setting<String>> INPUTS =
      Set.of(
          SharedSettings.METRICS_TOPIC,
          SharedSettings.OTLP_METRICS_TOPIC,
          SharedSettings.LOGS_TOPIC,
          SharedSettings.OTLP_LOGS_TOPIC,
          SharedSettings.OTLP_SPANS_TOPIC,
          SharedSettings.ALERTS_IN_TOPIC,
          SharedSettings.CHANGES_TOPIC,
          SharedSettings.EVENTS_TOPIC,
          SharedSettings.COMMANDS_TOPIC);

  private final Settings settings;
  private final IngestServices ingest;
  private final ApiAccess access;
  private final @Nullable ResultStore store;
  private final @Nullable SeriesScorer scorer;
  private final @Nullable DemoFaults demo;
  private final @Nullable FlinkProbe flink;
  private final AtomicReference<@Nullable Supplier<WriterStatus>> writer = new AtomicReference<>();
  private final CommandLog commands;
  private final AtomicLog atomic;
  private final RecordFinder finder;
  private final LiveState live;
  private final TopicFollower follower;
  private final PipelineProbe probe;
  private final ThreadPoolExecutor threads;

  /**
   * Starts what stands behind the API.
   *
   * @param store where results are asked for; null when there is none. It is not closed here.
   * @param scorer scores posted series; null when there is none
   * @param demo the demo shop that runs with this gateway; null when there is none
   */
  public ApiBackends(
      Settings settings,
      IngestServices ingest,
      ApiAccess access,
      ThreadFactory daemons,
      @Nullable ResultStore store,
      @Nullable SeriesScorer scorer,
      @Nullable DemoFaults demo) {
    this.settings = settings;
    this.ingest = ingest;
    this.access = access;
    this.store = store;
    this.scorer = scorer;
    this.demo = demo;
    String flinkUrl = settings.get(ApiSettings.FLINK_URL);
    this.flink = flinkUrl.isEmpty() ? null : new FlinkProbe(URI.create(flinkUrl));
    this.threads =
        new ThreadPoolExecutor(
            settings.get(ApiSettings.THREADS),
            settings.get(ApiSettings.THREADS),
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(settings.get(ApiSettings.QUEUE)),
            daemons);
    this.live =
        new LiveState(
            settings,
            new LiveState.Limits(
                settings.get(ApiSettings.MAX_ROWS),
                settings.get(ApiSettings.RECENT_ROWS),
                settings.get(ApiSettings.MODEL_VERSIONS),
                settings.get(ApiSettings.RECENT_INCIDENTS),
                settings.get(ApiSettings.EVENT_CLIENTS),
                settings.get(ApiSettings.EVENT_HISTORY)));
    this.commands = CommandLog.open(settings, settings.get(GatewaySettings.DELIVERY_TIMEOUT));
    this.atomic = AtomicLog.open(settings, settings.get(GatewaySettings.DELIVERY_TIMEOUT));
    this.finder = new RecordFinder(settings, settings.get(GatewaySettings.DELIVERY_TIMEOUT));
    this.probe =
        PipelineProbe.open(
            settings, TOPICS.stream().map(settings::get).collect(Collectors.toUnmodifiableSet()));
    this.follower = TopicFollower.start(settings, live, settings.get(ApiSettings.RECENT_ROWS));
  }

  Settings settings() {
    return settings;
  }

  ApiHandler.Services services() {
    return new ApiHandler.Services(
        access,
        new SourceLimiter(
            new SourceLimiter.Allowance(
                settings.get(ApiSettings.REQUESTS),
                1e12, // bodies are bounded one by one
                settings.get(GatewaySettings.SOURCE_BURST),
                settings.get(GatewaySettings.MAX_SOURCES)),
            System::nanoTime),
        bodies(ApiSettings.BODY_BYTES),
        settings.get(ApiSettings.ORIGINS),
        threads,
        ingest.answerer());
  }

  /** Reads bodies up to the size that a setting says. */
  SmallBody bodies(Setting<Long> limit) {
    return new SmallBody(ingest, Math.toIntExact(settings.get(limit)), limit.key());
  }

  ScoreEndpoint.Limits scoreLimits() {
    return new ScoreEndpoint.Limits(
        settings.get(ApiSettings.SCORE_POINTS),
        settings.get(SharedSettings.MAX_LABELS),
        settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
        settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES));
  }

  EventsHandler.Limits eventLimits() {
    return new EventsHandler.Limits(
        settings.get(ApiSettings.EVENT_QUEUE),
        settings.get(ApiSettings.EVENT_HEARTBEAT),
        settings.get(ApiSettings.EVENT_MAX_AGE));
  }

  @Nullable ResultStore store() {
    return store;
  }

  @Nullable SeriesScorer scorer() {
    return scorer;
  }

  @Nullable DemoFaults demo() {
    return demo;
  }

  CommandLog commands() {
    return commands;
  }

  Set<String> inputTopics() {
    return INPUTS.stream().map(settings::get).collect(Collectors.toUnmodifiableSet());
  }

  @Nullable FlinkProbe flink() {
    return flink;
  }

  /** From now on tells how the store's writer does. */
  public void tellOf(Supplier<WriterStatus> status) {
    writer.set(status);
  }

  /** How the store's writer does; null when nobody said. */
  @Nullable WriterStatus writerStatus() {
    Supplier<WriterStatus> status = writer.get();
    return status == null ? null : status.get();
  }

  AtomicLog atomic() {
    return atomic;
  }

  RecordFinder finder() {
    return finder;
  }

  LiveState live() {
    return live;
  }

  TopicFollower follower() {
    return follower;
  }

  PipelineProbe probe() {
    return probe;
  }

  BodyLog bodyLog() {
    return ingest.log();
  }

  ScheduledExecutorService timer() {
    return ingest.timer();
  }

  /** Ends streams of events, so that their connections can be closed in order. */
  public void endStreams() {
    live.events.endAll();
  }

  @Override
  public void close() {
    endStreams();
    follower.close();
    threads.shutdownNow();
    commands.close();
    atomic.close();
    probe.close();
  }
}
