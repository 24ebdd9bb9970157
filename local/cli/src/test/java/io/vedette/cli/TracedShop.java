package io.vedette.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.Clock;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.IdGenerator;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * An application of five services, each with an OpenTelemetry SDK of its own, which exports spans
 * as OTLP over HTTP, packed with gzip.
 *
 * <pre>
 *   web --HTTP--&gt; cart --&gt; (cart-db)
 *    +-----HTTP--&gt; payment --&gt; (orders) --&gt; stock     as a child of the producer's span
 *                                  +------&gt; mailer    in a trace of its own, with a link to it
 * </pre>
 *
 * <p>Calls are real ones over HTTP with W3C trace contexts. One request is served at a time, by a
 * clock that is turned by hand, and ids are seeded: the same requests make the same spans.
 */
final class TracedShop implements AutoCloseable {

  private static final AttributeKey<String> DESTINATION =
      AttributeKey.stringKey("messaging.destination.name");
  private static final W3CTraceContextPropagator CONTEXTS = W3CTraceContextPropagator.getInstance();
  private static final long FLUSH_SECONDS = 30;

  private final HandClock clock = new HandClock();
  private final IdGenerator ids = new SeededIds();
  private final List<OpenTelemetrySdk> sdks = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Queue<Map<String, String>> orders = new ArrayDeque<>();
  private final boolean namesQueue;
  private final OpenTelemetrySdk web;
  private final OpenTelemetrySdk cart;
  private final OpenTelemetrySdk payment;
  private final OpenTelemetrySdk stock;
  private final OpenTelemetrySdk mailer;
  private final HttpServer cartServer;
  private final HttpServer paymentServer;

  private int sampled;

  /**
   * Sends its spans to a gateway.
   *
   * @param endpoint where spans go
   * @param sampler of every service
   * @param namesQueue whether the mailer says which queue its message came from; else its link
   *     alone does
   */
  TracedShop(URI endpoint, Sampler sampler, boolean namesQueue) throws IOException {
    this.namesQueue = namesQueue;
    web = sdk("web", endpoint, sampler);
    cart = sdk("cart", endpoint, sampler);
    payment = sdk("payment", endpoint, sampler);
    stock = sdk("stock", endpoint, sampler);
    mailer = sdk("mailer", endpoint, sampler);
    cartServer = serve(this::fill);
    paymentServer = serve(this::pay);
  }

  /**
   * Serves one request.
   *
   * @param at when it comes, milliseconds since the epoch
   * @param payMillis how long paying takes
   * @param declined whether paying fails, and the request with it
   */
  void checkout(long at, int payMillis, boolean declined) throws Exception {
    clock.set(at);
    Span request = start(web, "GET /checkout", SpanKind.SERVER, Context.root()).startSpan();
    sampled += request.getSpanContext().isSampled() ? 1 : 0;
    Context within = Context.root().with(request);
    clock.advance(2);
    call("GET", cartServer, "/cart", within);
    int status = call("POST", paymentServer, "/pay/" + payMillis + "/" + declined, within);
    clock.advance(1);
    if (status >= 500) {
      request.setStatus(StatusCode.ERROR);
    }
    request.end();
    take();
  }

  /** Requests whose spans were sampled. */
  int sampled() {
    return sampled;
  }

  /** Sends all that has not been sent, and waits until it was taken. */
  void flush() {
    for (OpenTelemetrySdk sdk : sdks) {
      var flushed = sdk.getSdkTracerProvider().forceFlush().join(FLUSH_SECONDS, TimeUnit.SECONDS);
      if (!flushed.isSuccess()) {
        throw new AssertionError("the gateway did not take the spans");
      }
    }
  }

  @Override
  public void close() {
    cartServer.stop(0);
    paymentServer.stop(0);
    sdks.forEach(OpenTelemetrySdk::close);
  }

  /** The web's call over HTTP; the answer's status. */
  private int call(String method, HttpServer server, String path, Context parent) throws Exception {
    Span span =
        start(web, method, SpanKind.CLIENT, parent)
            .setAttribute("server.address", "127.0.0.1")
            .setAttribute("server.port", server.getAddress().getPort())
            .startSpan();
    clock.advance(1);
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri).method(method, HttpRequest.BodyPublishers.noBody());
    CONTEXTS.inject(parent.with(span), request, (to, key, value) -> to.header(key, value));
    int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
    clock.advance(1);
    span.setAttribute("http.response.status_code", status);
    if (status >= 400) {
      span.setStatus(StatusCode.ERROR);
    }
    span.end();
    return status;
  }

  /** The cart asks its database. */
  private int fill(String path, Context parent) {
    Span span = start(cart, "GET /cart", SpanKind.SERVER, parent).startSpan();
    clock.advance(1);
    Span query =
        start(cart, "SELECT items", SpanKind.CLIENT, parent.with(span))
            .setAttribute("db.system.name", "postgresql")
            .setAttribute("server.address", "cart-db")
            .startSpan();
    clock.advance(4);
    query.end();
    span.end();
    return 200;
  }

  /** The payment puts an order into the queue, unless it is declined. */
  private int pay(String path, Context parent) {
    String[] parts = path.split("/", -1);
    Span span = start(payment, "POST /pay", SpanKind.SERVER, parent).startSpan();
    clock.advance(Integer.parseInt(parts[2]));
    boolean declined = Boolean.parseBoolean(parts[3]);
    if (declined) {
      span.setStatus(StatusCode.ERROR, "declined");
    } else {
      Context within = parent.with(span);
      Span send =
          start(payment, "send orders", SpanKind.PRODUCER, within)
              .setAttribute("messaging.system", "kafka")
              .setAttribute(DESTINATION, "orders")
              .startSpan();
      Map<String, String> message = new HashMap<>();
      CONTEXTS.inject(within.with(send), message, Map::put);
      orders.add(message);
      clock.advance(1);
      send.end();
    }
    span.end();
    return declined ? 503 : 200;
  }

  /** Both consumers take what is in the queue. */
  private void take() {
    for (Map<String, String> message = orders.poll(); message != null; message = orders.poll()) {
      clock.advance(500);
      Context producer = CONTEXTS.extract(Context.root(), message, MessageGetter.INSTANCE);
      Span reserve =
          start(stock, "process orders", SpanKind.CONSUMER, producer)
              .setAttribute(DESTINATION, "orders")
              .startSpan();
      clock.advance(20);
      reserve.end();
      SpanBuilder builder =
          start(mailer, "process orders", SpanKind.CONSUMER, Context.root())
              .addLink(Span.fromContext(producer).getSpanContext());
      if (namesQueue) {
        builder.setAttribute(DESTINATION, "orders");
      }
      Span mail = builder.startSpan();
      clock.advance(30);
      mail.end();
    }
  }

  private static SpanBuilder start(
      OpenTelemetrySdk sdk, String name, SpanKind kind, Context parent) {
    return sdk.getTracer("shop").spanBuilder(name).setSpanKind(kind).setParent(parent);
  }

  private OpenTelemetrySdk sdk(String service, URI endpoint, Sampler sampler) {
    BatchSpanProcessor processor =
        BatchSpanProcessor.builder(
                OtlpHttpSpanExporter.builder()
                    .setEndpoint(endpoint.toString())
                    .setCompression("gzip")
                    .build())
            .build();
    OpenTelemetrySdk sdk =
        OpenTelemetrySdk.builder()
            .setTracerProvider(
                SdkTracerProvider.builder()
                    .setResource(Resource.builder().put("service.name", service).build())
                    .setClock(clock)
                    .setIdGenerator(ids)
                    .setSampler(sampler)
                    .addSpanProcessor(processor)
                    .build())
            .build();
    sdks.add(sdk);
    return sdk;
  }

  /** What a service does for a request; returns the status. */
  private interface Handler {
    int handle(String path, Context parent);
  }

  private static HttpServer serve(Handler handler) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          Context parent = CONTEXTS.extract(Context.root(), exchange, ExchangeGetter.INSTANCE);
          int status = handler.handle(exchange.getRequestURI().getPath(), parent);
          byte[] answer = "done".getBytes(UTF_8);
          exchange.sendResponseHeaders(status, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    return server;
  }

  private enum ExchangeGetter implements TextMapGetter<HttpExchange> {
    INSTANCE;

    @Override
    public Iterable<String> keys(HttpExchange exchange) {
      return exchange.getRequestHeaders().keySet();
    }

    @Override
    public @Nullable String get(@Nullable HttpExchange exchange, String key) {
      return exchange == null ? null : exchange.getRequestHeaders().getFirst(key);
    }
  }

  private enum MessageGetter implements TextMapGetter<Map<String, String>> {
    INSTANCE;

    @Override
    public Iterable<String> keys(Map<String, String> message) {
      return message.keySet();
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> message, String key) {
      return message == null ? null : message.get(key);
    }
  }

  /** Turned by hand; every service has the same. */
  private static final class HandClock implements Clock {

    private final AtomicLong nanos = new AtomicLong();

    void set(long millis) {
      nanos.set(millis * 1_000_000);
    }

    void advance(long millis) {
      nanos.addAndGet(millis * 1_000_000);
    }

    @Override
    public long now() {
      return nanos.get();
    }

    @Override
    public long nanoTime() {
      return nanos.get();
    }
  }

  private static final class SeededIds implements IdGenerator {

    private final SplittableRandom random = new SplittableRandom(7);

    @Override
    public synchronized String generateSpanId() {
      return "%016x".formatted(random.nextLong(1, Long.MAX_VALUE));
    }

    @Override
    public synchronized String generateTraceId() {
      return "%016x%016x".formatted(random.nextLong(), random.nextLong(1, Long.MAX_VALUE));
    }
  }
}
