package io.vedette.gateway;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import io.vedette.gateway.access.OwnHosts;
import io.vedette.gateway.api.Api;
import io.vedette.gateway.console.ConsoleFiles;
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
import org.jspecify.annotations.Nullable;
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

  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final int ANSWER_HEADER_BYTES = 4 << 10;

  private final Instant started = Instant.now();
  private final Settings settings;
  private final IngestServices services;
  private final GatewayMetrics metrics;
  private final Set<String> known =
      new HashSet<>(Set.of(HEALTH, READY, METRICS, ALERTMANAGER_STATUS));
  private final OwnHosts ownHosts;
  private final ConsoleFiles console = new ConsoleFiles();
  private final Javalin javalin;

  WebServer(
      Settings settings,
      QueuedThreadPool threads,
      List<IngestRoute> routes,
      IngestServices services,
      @Nullable Api api) {
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
              if (api != null) {
                api.addTo(config.routes);
              }
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
          ctx.header("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
          ctx.header("X-Frame-Options", "DENY");
          ctx.header("Referrer-Policy", "no-referrer");
          ctx.header("Cross-Origin-Resource-Policy", "same-origin");
          ctx.header("Cross-Origin-Opener-Policy", "same-origin");
          if (services.access().isFree()
              && !ctx.path().equals(HEALTH)
              && !ownHosts.contains(ctx.header("Host"))) {
            tell(ctx, 403, OwnHosts.RULE);
            ctx.skipRemainingHandlers();
          }
        });
    config.routes.exception(
        HttpResponseException.class,
        (refused, ctx) -> {
          String allowed = refused.getDetails().get("availableMethods");
          if (refused.getStatus() == 405 && allowed != null) {
            ctx.header("Allow", allowed);
          }
          boolean isUnclaimed = refused.getStatus() == 404 && !isOfTheApi(ctx);
          boolean isRead = READING.contains(ctx.req().getMethod());
          if (!isUnclaimed || !isRead || !console.serve(ctx)) {
            tell(ctx, refused.getStatus(), HttpStatus.getMessage(refused.getStatus()));
          }
        });
    config.routes.exception(
        Exception.class,
        (failure, ctx) -> {
          try {
            LOG.error("{} {} failed", ctx.method(), routeOf(ctx), failure);
            tell(ctx, 500, "internal error; see the gateway's log");
          } catch (IllegalStateException | NullPointerException recycled) {
            // Javalin hands what this throws to this again, without end
            LOG.debug("Whoever asked is gone, nobody is told", recycled);
          }
        });
    config.requestLogger.http((ctx, ms) -> count(ctx));
  }

  private void count(Context ctx) {
    try {
      metrics.answered(routeOf(ctx), ctx.statusCode());
    } catch (IllegalStateException | NullPointerException recycled) {
      LOG.debug("Whoever asked is gone, what it was answered is not known", recycled);
    }
  }

  /** The path when it is one of ours: paths of senders must not become labels. */
  private String routeOf(Context ctx) {
    return known.contains(ctx.path()) ? ctx.path() : Api.routeOf(ctx).orElse("other");
  }

  private boolean isOfTheApi(Context ctx) {
    return ctx.path().startsWith(Api.BASE + "/") && !known.contains(ctx.path());
  }

  /** In words, to the API's callers as a problem. */
  private void tell(Context ctx, int status, String detail) {
    if (isOfTheApi(ctx)) {
      Api.tell(ctx, status, detail);
    } else {
      ctx.status(status);
      ctx.result(status == 403 ? detail + "\n" : words(status));
    }
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
