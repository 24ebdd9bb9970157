package io.vedette.gateway;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.vedette.gateway.access.OwnHosts;
import io.vedette.gateway.ingest.IngestHandler;
import io.vedette.gateway.ingest.IngestRoute;
import io.vedette.gateway.ingest.IngestServices;
import io.vedette.gateway.log.BodyLog;
import io.vedette.gateway.telemetry.GatewayMetrics;
import io.vedette.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Javalin on Jetty, kept small: one connector, few threads, bounded connections and headers, no
 * compression, no sessions, answers that say nothing of the server.
 */
final class WebServer {

  private static final Logger LOG = LoggerFactory.getLogger(WebServer.class);

  private static final String HEALTH = "/healthz";
  private static final String READY = "/readyz";
  private static final String METRICS = "/metrics";

  /** What Alertmanager's clients ask before they send. */
  private static final String ALERTMANAGER_STATUS = "/api/v2/status";

  private static final int ANSWER_HEADER_BYTES = 4 << 10;

  private final Instant started = Instant.now();
  private final Settings settings;
  private final IngestServices services;
  private final GatewayMetrics metrics;
  private final Set<String> known =
      new HashSet<>(Set.of(HEALTH, READY, METRICS, ALERTMANAGER_STATUS));
  private final OwnHosts ownHosts;
  private final Javalin javalin;

  WebServer(
      Settings settings,
      QueuedThreadPool threads,
      List<IngestRoute> routes,
      IngestServices services) {
    this.settings = settings;
    this.services = services;
    this.metrics = services.metrics();
    this.ownHosts = new OwnHosts(settings.get(GatewaySettings.HOST));
    routes.forEach(route -> known.add(route.path()));
    this.javalin =
        Javalin.create(
            config -> {
              configureServer(config, threads);
              configureAnswers(config);
              for (IngestRoute route : routes) {
                config.routes.post(route.path(), new IngestHandler(route, services));
              }
              config.routes.get(HEALTH, ctx -> ctx.result("alive\n"));
              config.routes.get(READY, this::tellReadiness);
              config.routes.get(METRICS, this::tellMetrics);
              config.routes.get(ALERTMANAGER_STATUS, this::tellAlertmanagerStatus);
            });
  }

  void start() {
    try {
      javalin.start();
    } catch (JavalinBindException taken) {
      throw new IllegalStateException(
          "cannot listen on "
              + GatewaySettings.HOST
              + " = "
              + settings.get(GatewaySettings.HOST)
              + ", "
              + GatewaySettings.PORT
              + " = "
              + settings.get(GatewaySettings.PORT)
              + ": "
              + taken.getMessage(),
          taken);
    }
  }

  int port() {
    return javalin.port();
  }

  /** Takes no further connection; requests on open ones are still served. */
  void stopAccepting(Duration patience) {
    for (Connector connector : javalin.jettyServer().server().getConnectors()) {
      try {
        connector.shutdown().get(patience.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException busy) {
        LOG.debug("{} has open connections still", connector);
      } catch (ExecutionException failed) {
        LOG.warn("{} did not stop accepting", connector, failed);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  void stop() {
    javalin.stop();
  }

  private void configureServer(JavalinConfig config, QueuedThreadPool threads) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.http.prefer405over404 = true;
    config.http.defaultContentType = "text/plain";
    // One path a route, so that what is counted by path is what was routed.
    config.router.ignoreTrailingSlashes = false;
    config.jetty.threadPool = threads;
    config.jetty.modifyServer(
        server -> {
          server.setErrorHandler(new PlainErrors());
          server.addBean(
              new NetworkConnectionLimit(settings.get(GatewaySettings.MAX_CONNECTIONS), server));
        });
    config.jetty.modifyHttpConfiguration(this::configureHttp);
    config.jetty.addConnector(this::connector);
  }

  private void configureHttp(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendXPoweredBy(false);
    http.setRequestHeaderSize(settings.get(GatewaySettings.HEADER_BYTES));
    http.setResponseHeaderSize(ANSWER_HEADER_BYTES);
    http.setIdleTimeout(settings.get(GatewaySettings.IDLE_TIMEOUT).toMillis());
  }

  private Connector connector(Server server, HttpConfiguration http) {
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost(settings.get(GatewaySettings.HOST));
    connector.setPort(settings.get(GatewaySettings.PORT));
    connector.setIdleTimeout(settings.get(GatewaySettings.IDLE_TIMEOUT).toMillis());
    return connector;
  }

  private void configureAnswers(JavalinConfig config) {
    config.routes.before(
        ctx -> {
          ctx.header("X-Content-Type-Options", "nosniff");
          ctx.header("Cache-Control", "no-store");
          if (services.access().isFree()
              && !ctx.path().equals(HEALTH)
              && !ownHosts.contains(ctx.header("Host"))) {
            ctx.status(403);
            ctx.result(OwnHosts.RULE + "\n");
            ctx.skipRemainingHandlers();
          }
        });
    config.routes.exception(
        HttpResponseException.class,
        (refused, ctx) -> {
          ctx.status(refused.getStatus());
          ctx.result(words(refused.getStatus()));
        });
    config.routes.exception(
        Exception.class,
        (failure, ctx) -> {
          LOG.error("{} {} failed", ctx.method(), routeOf(ctx), failure);
          ctx.status(500);
          ctx.result(words(500));
        });
    config.requestLogger.http((ctx, ms) -> metrics.answered(routeOf(ctx), ctx.statusCode()));
  }

  /** The path when it is one of ours: paths of senders must not become labels. */
  private String routeOf(Context ctx) {
    return known.contains(ctx.path()) ? ctx.path() : "other";
  }

  private void tellReadiness(Context ctx) {
    BodyLog.Readiness readiness = services.log().readiness();
    boolean ready = readiness.ready() && !services.stopping().getAsBoolean();
    ctx.status(ready ? 200 : 503);
    ctx.result(
        (ready ? "ready" : readiness.ready() ? "the gateway is stopping" : readiness.reason())
            + "\n");
  }

  private void tellMetrics(Context ctx) {
    if (!isAllowed(ctx)) {
      return;
    }
    GatewayMetrics.Exposition exposition = metrics.expose(ctx.header("Accept"));
    ctx.contentType(exposition.contentType());
    ctx.result(exposition.text());
  }

  /**
   * Its shape is Alertmanager's (openapi.yaml, alertmanagerStatus); there is no cluster to tell of.
   */
  private void tellAlertmanagerStatus(Context ctx) {
    if (isAllowed(ctx)) {
      ctx.contentType("application/json");
      ctx.result(
          "{\"cluster\":{\"status\":\"disabled\",\"peers\":[]},\"config\":{\"original\":\"\"},\"uptime\":\""
              + started
              + "\",\"versionInfo\":{\"branch\":\"\",\"buildDate\":\"\",\"buildUser\":\"\",\"goVersion\":\"\","
              + "\"revision\":\"\",\"version\":\"\"}}");
    }
  }

  /** Answers those who may not know. */
  private boolean isAllowed(Context ctx) {
    boolean isAllowed = services.access().isAllowed(ctx.header("Authorization"));
    if (!isAllowed) {
      ctx.status(401);
      ctx.header("WWW-Authenticate", "Bearer");
      ctx.result("a valid bearer token is needed\n");
    }
    return isAllowed;
  }

  private static String words(int status) {
    return HttpStatus.getMessage(status).toLowerCase(Locale.ROOT) + "\n";
  }

  /** Answers of Jetty's own, as to a request that is no HTTP: the status in words, no more. */
  private static final class PlainErrors extends org.eclipse.jetty.server.handler.ErrorHandler {

    @Override
    public boolean handle(
        org.eclipse.jetty.server.Request request,
        org.eclipse.jetty.server.Response response,
        org.eclipse.jetty.util.Callback callback) {
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
      response.getHeaders().put("X-Content-Type-Options", "nosniff");
      response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
      Content.Sink.write(response, true, words(response.getStatus()), callback);
      return true;
    }
  }
}
