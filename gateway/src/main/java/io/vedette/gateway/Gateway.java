package io.vedette.gateway;

import io.vedette.gateway.access.Access;
import io.vedette.gateway.access.ApiAccess;
import io.vedette.gateway.access.HubSignatures;
import io.vedette.gateway.access.OidcTokens;
import io.vedette.gateway.access.Tokens;
import io.vedette.gateway.api.Api;
import io.vedette.gateway.api.ApiBackends;
import io.vedette.gateway.api.SeriesScorer;
import io.vedette.gateway.demo.DemoFaults;
import io.vedette.gateway.ingest.IngestRoute;
import io.vedette.gateway.ingest.IngestServices;
import io.vedette.gateway.ingest.InputRoutes;
import io.vedette.gateway.ingest.LogRoutes;
import io.vedette.gateway.ingest.Mappings;
import io.vedette.gateway.ingest.MetricRoutes;
import io.vedette.gateway.ingest.TraceRoutes;
import io.vedette.gateway.limits.InFlightBudget;
import io.vedette.gateway.limits.SourceLimiter;
import io.vedette.gateway.log.BodyLog;
import io.vedette.gateway.log.KafkaBodyLog;
import io.vedette.gateway.telemetry.GatewayMetrics;
import io.vedette.settings.KafkaClientProperties;
import io.vedette.settings.Settings;
import io.vedette.settings.SettingsException;
import io.vedette.settings.SharedSettings;
import io.vedette.store.ResultStore;
import io.vedette.store.kafka.WriterStatus;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway, running. Guarantee: a sender that got 2xx has its body in Kafka, on every in-sync
 * replica; every other answer and a broken connection mean that it must send again or that it sent
 * what is not taken.
 */
public final class Gateway implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);
  private static final int MIN_THREADS = 4;
  private static final long LOOK_AGAIN_MS = 10;

  private final Duration drainTimeout;
  private final BodyLog log;
  private final InFlightBudget budget;
  private final ExecutorService checker;
  private final ScheduledThreadPoolExecutor timer;
  private final AtomicBoolean stopping = new AtomicBoolean();
  private final WebServer server;
  private final @Nullable ApiBackends api;
  private final GatewayMetrics metrics;

  /** How the API is made, once what it shares with the way in is there. */
  private interface ApiMaker {
    @Nullable ApiBackends make(IngestServices services);
  }

  private Gateway(Settings settings, BodyLog log, ApiMaker maker) {
    this.drainTimeout = settings.get(GatewaySettings.DRAIN_TIMEOUT);
    this.log = log;
    this.budget = new InFlightBudget(settings.get(GatewaySettings.IN_FLIGHT_BYTES));
    this.checker =
        Executors.newFixedThreadPool(
            settings.get(GatewaySettings.CHECK_THREADS), daemons("gateway-check"));
    this.timer = new ScheduledThreadPoolExecutor(1, daemons("gateway-timer"));
    this.timer.setRemoveOnCancelPolicy(true);
    QueuedThreadPool threads =
        new QueuedThreadPool(settings.get(GatewaySettings.MAX_THREADS), MIN_THREADS);
    threads.setName("gateway-http");
    threads.setDaemon(true);
    threads.setReservedThreads(0);
    IngestServices services = services(settings, threads);
    this.metrics = services.metrics();
    List<IngestRoute> routes = routes(settings);
    ApiBackends backends = maker.make(services);
    this.api = backends;
    this.server =
        new WebServer(
            settings, threads, routes, services, backends == null ? null : new Api(backends));
  }

  /** Starts it without a store: what the API would ask of one gets 503. */
  public static Gateway start(Settings settings) {
    return start(settings, (ResultStore) null, null);
  }

  /**
   * Starts it. Kafka need not be there: until it is, requests get 503.
   *
   * @param store where the API asks for results; null for none. It is the caller's to close, after
   *     the gateway.
   * @param scorer scores posted series; null for none: then the API answers such 503
   * @param settings those of {@link GatewaySettings#ALL} and {@link SharedSettings#ALL}
   * @throws IllegalArgumentException for settings it cannot start with
   * @throws SettingsException for a file of Kafka client properties it cannot start with
   */
  public static Gateway start(
      Settings settings, @Nullable ResultStore store, @Nullable SeriesScorer scorer) {
    return start(settings, store, scorer, null);
  }

  /**
   * Starts it beside a demo shop, whose faults the API then tells and begins.
   *
   * @param store as in {@link #start(Settings, ResultStore, SeriesScorer)}
   * @param scorer likewise
   * @param demo asked while the gateway runs, and the caller's to close; null for no shop
   */
  public static Gateway start(
      Settings settings,
      @Nullable ResultStore store,
      @Nullable SeriesScorer scorer,
      @Nullable DemoFaults demo) {
    GatewaySettings.validate(settings);
    List<String> topics = routes(settings).stream().map(IngestRoute::topic).distinct().toList();
    return start(
        settings,
        KafkaBodyLog.open(
            topics,
            new KafkaBodyLog.Options(
                KafkaClientProperties.of(settings),
                settings.get(SharedSettings.MAX_BODY_BYTES),
                settings.get(GatewaySettings.IN_FLIGHT_BYTES),
                settings.get(GatewaySettings.DELIVERY_TIMEOUT),
                settings.get(GatewaySettings.PROBE_INTERVAL))),
        services ->
            new ApiBackends(
                settings,
                services,
                apiAccess(settings),
                daemons("gateway-api"),
                store,
                scorer,
                demo));
  }

  private static List<IngestRoute> routes(Settings settings) {
    Mappings mappings =
        Mappings.read(settings.get(GatewaySettings.MAPPINGS).stream().map(Path::of).toList());
    String secrets = settings.get(GatewaySettings.GITHUB_SECRET_FILE);
    HubSignatures signatures = secrets.isEmpty() ? null : HubSignatures.read(Path.of(secrets));
    return Stream.of(
            MetricRoutes.of(settings),
            LogRoutes.of(settings),
            TraceRoutes.of(settings),
            InputRoutes.of(settings, mappings, signatures))
        .flatMap(List::stream)
        .toList();
  }

  /** Starts it before another log, which it closes in the end, and without the API. */
  static Gateway start(Settings settings, BodyLog log) {
    return start(settings, log, services -> null);
  }

  private static Gateway start(Settings settings, BodyLog log, ApiMaker maker) {
    Gateway gateway;
    try {
      GatewaySettings.validate(settings);
      gateway = new Gateway(settings, log, maker);
    } catch (RuntimeException unusable) {
      log.close(Duration.ZERO);
      throw unusable;
    }
    try {
      gateway.server.start();
    } catch (RuntimeException notStarted) {
      gateway.close();
      throw notStarted;
    }
    LOG.info("Gateway listens on {}:{}", settings.get(GatewaySettings.HOST), gateway.server.port());
    return gateway;
  }

  /** The port it listens on. */
  public int port() {
    return server.port();
  }

  /**
   * From now on tells in /metrics and in the pipeline's health how the store's writer does. At most
   * once.
   */
  public void tellOf(Supplier<WriterStatus> writer) {
    if (api != null) {
      api.tellOf(writer);
    }
    metrics.watchTotal(
        "store_records_total",
        "Records in the store since the start.",
        () -> writer.get().stored());
    metrics.watchTotal(
        "store_malformed_total",
        "Records that are not what their topic holds, passed over.",
        () -> writer.get().malformed());
    metrics.watchTotal(
        "store_lost_total",
        "Records that Kafka dropped before the store took them.",
        () -> writer.get().lost());
    metrics.watchTotal(
        "store_failures_total",
        "Writes and reads of the store's writer that failed, each tried again.",
        () -> writer.get().failures());
    metrics.watch(
        "store_lag_records",
        "Records in Kafka that are not in the store yet.",
        () -> writer.get().lag());
    metrics.watch(
        "store_writing",
        "1 while results can be stored, else 0.",
        () -> writer.get().problem() == null ? 1 : 0);
  }

  /** Takes no more, waits for what is in flight up to the drain timeout, and ends. */
  @Override
  public void close() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + drainTimeout.toNanos();
    server.stopAccepting(Duration.ofMillis(LOOK_AGAIN_MS));
    if (api != null) {
      api.endStreams();
    }
    awaitDrained(deadline);
    if (budget.requests() > 0) {
      LOG.warn("Stopping with {} requests unanswered; their senders send again", budget.requests());
    }
    server.stop();
    if (api != null) {
      api.close();
    }
    log.close(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
    checker.shutdownNow();
    timer.shutdownNow();
  }

  private void awaitDrained(long deadline) {
    try {
      while (budget.requests() > 0 && System.nanoTime() < deadline) {
        TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static ApiAccess apiAccess(Settings settings) {
    OidcTokens.Options oidc = ApiSettings.oidc(settings);
    return new ApiAccess(
        tokens(settings),
        oidc == null ? null : new OidcTokens(oidc),
        System.getProperty("user.name", "local"));
  }

  private static Tokens tokens(Settings settings) {
    return Tokens.read(settings.get(GatewaySettings.TOKEN_FILES).stream().map(Path::of).toList());
  }

  private IngestServices services(Settings settings, QueuedThreadPool threads) {
    return new IngestServices(
        new Access(tokens(settings)),
        new SourceLimiter(
            new SourceLimiter.Allowance(
                settings.get(GatewaySettings.SOURCE_REQUESTS),
                settings.get(GatewaySettings.SOURCE_BYTES),
                settings.get(GatewaySettings.SOURCE_BURST),
                settings.get(GatewaySettings.MAX_SOURCES)),
            System::nanoTime),
        budget,
        log,
        metrics(settings.get(GatewaySettings.IN_FLIGHT_BYTES)),
        checker,
        threads,
        timer,
        stopping::get,
        new IngestServices.Limits(
            Math.toIntExact(settings.get(SharedSettings.MAX_BODY_BYTES)),
            settings.get(GatewaySettings.MESSAGE_CHARS),
            settings.get(GatewaySettings.BODY_TIMEOUT),
            settings.get(GatewaySettings.DELIVERY_TIMEOUT)));
  }

  private GatewayMetrics metrics(long limit) {
    GatewayMetrics metrics = new GatewayMetrics();
    metrics.watch("inflight_bytes", "Bytes held now.", budget::bytes);
    metrics.watch("inflight_bytes_limit", "Bytes that may be held.", () -> limit);
    metrics.watch("inflight_requests", "Requests being served now.", budget::requests);
    metrics.watch(
        "ready", "1 when Kafka can take bodies, else 0.", () -> log.readiness().ready() ? 1 : 0);
    return metrics;
  }

  private static ThreadFactory daemons(String name) {
    AtomicInteger count = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
