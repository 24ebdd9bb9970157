package io.vedette.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Faults over HTTP, on 127.0.0.1 only.
 *
 * <pre>
 *   GET    /faults        what goes on and what the schedule brings next
 *   POST   /faults        {"kind":"latency","service":"cart","duration":"5m","magnitude":6}
 *   DELETE /faults        ends all that go on
 *   DELETE /faults/{id}   ends one
 * </pre>
 *
 * <p>A web page open in a browser on the same machine must not reach it: a POST must be
 * application/json, which no form can send, and the Host must be a loopback name, which defeats a
 * foreign name that resolves to 127.0.0.1.
 */
final class ControlServer implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

  private static final int MOST_BODY_BYTES = 8 * 1024;
  private static final int THREADS = 2;
  private static final Pattern LOOPBACK =
      Pattern.compile("(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?");

  private final HttpServer server;
  private final ExecutorService threads;
  private final FaultBook faults;
  private final Clock clock;

  private ControlServer(HttpServer server, ExecutorService threads, FaultBook faults, Clock clock) {
    this.server = server;
    this.threads = threads;
    this.faults = faults;
    this.clock = clock;
  }

  /**
   * Listens.
   *
   * @throws IOException when the port cannot be had, naming it
   */
  static ControlServer start(int port, FaultBook faults, Clock clock) throws IOException {
    HttpServer server;
    try {
      InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
      server = HttpServer.create(new InetSocketAddress(loopback, port), 0);
    } catch (IOException taken) {
      throw new IOException(
          "demo shop: cannot listen on 127.0.0.1:" + port + ": " + taken.getMessage(), taken);
    }
    ExecutorService threads =
        Executors.newFixedThreadPool(
            THREADS,
            task -> {
              Thread named = new Thread(task, "demo-shop-control");
              named.setDaemon(true);
              return named;
            });
    ControlServer control = new ControlServer(server, threads, faults, clock);
    server.setExecutor(threads);
    server.createContext("/", control::answer);
    server.start();
    return control;
  }

  int port() {
    return server.getAddress().getPort();
  }

  private record Answer(int status, String body) {}

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Answer answer;
      try {
        answer = route(exchange);
      } catch (IllegalArgumentException wrong) {
        answer = error(400, String.valueOf(wrong.getMessage()));
      } catch (RuntimeException bug) {
        LOG.error("demo shop control: {} failed", exchange.getRequestURI(), bug);
        answer = error(500, "the demo shop failed; its log says why");
      }
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
      exchange.sendResponseHeaders(answer.status(), body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private Answer route(HttpExchange exchange) throws IOException {
    String host = exchange.getRequestHeaders().getFirst("Host");
    if (host == null || !LOOPBACK.matcher(host.toLowerCase(Locale.ROOT)).matches()) {
      return error(403, "the host must be 127.0.0.1 or localhost");
    }
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getPath();
    if (path.equals("/faults")) {
      return switch (method) {
        case "GET" -> ok(FaultJson.write(list()));
        case "POST" -> inject(exchange);
        case "DELETE" -> ok(FaultJson.writeEnded(views(faults.endAll())));
        default -> error(405, "/faults takes GET, POST and DELETE, not " + method);
      };
    }
    if (path.startsWith("/faults/")) {
      return method.equals("DELETE")
          ? endOne(path.substring("/faults/".length()))
          : error(405, "/faults/{id} takes DELETE, not " + method);
    }
    return error(404, "there is only /faults here");
  }

  private FaultView.Faults list() {
    return new FaultView.Faults(clock.instant(), views(faults.active()), views(faults.upcoming()));
  }

  private Answer inject(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (type == null || !mediaType(type).equals("application/json")) {
      return error(415, "Content-Type must be application/json, not " + type);
    }
    byte[] body = exchange.getRequestBody().readNBytes(MOST_BODY_BYTES + 1);
    if (body.length > MOST_BODY_BYTES) {
      return error(413, "a fault takes at most " + MOST_BODY_BYTES + " bytes");
    }
    FaultJson.Wish wish = FaultJson.readWish(body);
    Fault fault = faults.inject(wish.kind(), wish.service(), wish.lasting(), wish.magnitude());
    LOG.info("demo shop: {} begins", FaultView.of(fault));
    return new Answer(201, FaultJson.write(FaultView.of(fault)));
  }

  private static String mediaType(String contentType) {
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT);
  }

  private Answer endOne(String id) {
    Optional<Fault> ended = faults.end(id);
    return ended.isPresent()
        ? ok(FaultJson.writeEnded(views(List.of(ended.get()))))
        : error(404, "no fault '" + id + "' goes on");
  }

  private static List<FaultView> views(List<Fault> faults) {
    return faults.stream().map(FaultView::of).toList();
  }

  private static Answer ok(String body) {
    return new Answer(200, body);
  }

  private static Answer error(int status, String message) {
    return new Answer(status, FaultJson.writeError(message));
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
