package io.vedette.bench.workload;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Span.SpanKind;
import io.opentelemetry.proto.trace.v1.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * OTLP bodies as a Collector would send them: some hundred spans of all services each, in the order
 * in which they ended, so that a trace comes in many bodies.
 *
 * <p>Services call each other in layers, each three others and a database of its own; a trace has
 * 10 to 30 spans, 20 on average, 4 to 8 deep. A span has some ten attributes of the semantic
 * conventions and about 450 bytes. Seeded.
 *
 * <p>Making them is slow, so one lap of them is made and sent again and again: {@link #lap} gives
 * the same spans in traces of other ids and later in time, by writing over those bytes.
 */
final class TraceBodies {

  private static final int LAYERS = 5;
  private static final int DEEPEST_CALL = 4;
  private static final String AGENT =
      "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/126.0.0.0 Safari/537.36";

  private final int services;
  private final SplittableRandom random = new SplittableRandom(42);
  private final List<Made> made = new ArrayList<>();
  private final List<Body> bodies = new ArrayList<>();
  private final long lapNanos;

  /** A span and whose it is. */
  private record Made(int service, Span span) {}

  /** Where in the bytes are trace ids, and times as they were made. */
  private static final class Body {
    final byte[] bytes;
    final int[] traces;
    final int[] times;
    final long[] madeTimes;

    Body(byte[] bytes, int[] traces, int[] times, long[] madeTimes) {
      this.bytes = bytes;
      this.traces = traces;
      this.times = times;
      this.madeTimes = madeTimes;
    }
  }

  /**
   * One lap.
   *
   * @param services how many there are
   * @param spansPerLap about how many spans a lap has
   * @param perBody spans a body
   * @param spansPerSecond how close they stand in time
   */
  TraceBodies(int services, int spansPerLap, int perBody, double spansPerSecond) {
    this.services = services;
    this.lapNanos = (long) (spansPerLap / spansPerSecond * 1e9);
    while (made.size() < spansPerLap) {
      trace((long) (made.size() / spansPerSecond * 1e9));
    }
    made.sort(Comparator.comparingLong(one -> one.span().getEndTimeUnixNano()));
    for (int from = 0; from < made.size(); from += perBody) {
      bodies.add(body(made.subList(from, Math.min(made.size(), from + perBody))));
    }
  }

  /** Spans a lap. */
  int spans() {
    return made.size();
  }

  /** How much time a lap takes, nanoseconds. */
  long lapNanos() {
    return lapNanos;
  }

  /** Mean size of a body. */
  int bytesPerBody() {
    return (int) bodies.stream().mapToInt(body -> body.bytes.length).average().orElse(0);
  }

  /**
   * The bodies of a lap, to be sent before the next lap is asked for: the bytes are the same ones.
   *
   * @param start of the first lap, nanoseconds since the epoch
   */
  Iterable<byte[]> lap(long start, int number) {
    long shift = start + number * lapNanos;
    return () -> bodies.stream().map(body -> stamp(body, shift, number)).iterator();
  }

  private static byte[] stamp(Body body, long shift, int number) {
    byte[] bytes = body.bytes.clone();
    ByteBuffer times = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    for (int i = 0; i < body.times.length; i++) {
      times.putLong(body.times[i], body.madeTimes[i] + shift);
    }
    for (int at : body.traces) {
      times.putInt(at, number + 1);
    }
    return bytes;
  }

  private void trace(long start) {
    byte[] id = new byte[16];
    random.nextBytes(id);
    Trace trace = new Trace(ByteString.copyFrom(id), 10 + random.nextInt(20));
    int entry = random.nextInt(services / LAYERS);
    server(trace, entry, ByteString.EMPTY, start, 60_000_000 + random.nextInt(200_000_000), 0);
  }

  private static final class Trace {
    final ByteString id;
    int left;

    Trace(ByteString id, int left) {
      this.id = id;
      this.left = left;
    }
  }

  private void server(
      Trace trace, int service, ByteString parent, long start, long duration, int depth) {
    boolean failed = random.nextInt(100) == 0;
    int operation = random.nextInt(4);
    Span span =
        span(trace, parent, SpanKind.SPAN_KIND_SERVER, start, duration, failed)
            .setName("GET /api/v1/things/" + operation + "/{id}")
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(text("http.route", "/api/v1/things/" + operation + "/{id}"))
            .addAttributes(text("url.path", "/api/v1/things/" + operation + "/" + start % 9_973))
            .addAttributes(text("url.scheme", "https"))
            .addAttributes(text("server.address", name(service)))
            .addAttributes(number("server.port", 8443))
            .addAttributes(text("client.address", "10.1.7." + service % 250))
            .addAttributes(number("http.response.status_code", failed ? 500 : 200))
            .addAttributes(text("network.protocol.version", "1.1"))
            .addAttributes(text("user_agent.original", AGENT))
            .addAttributes(number("thread.id", operation + 20))
            .addAttributes(text("thread.name", "http-nio-8443-exec-" + operation))
            .build();
    made.add(new Made(service, span));
    trace.left--;
    int calls = depth == DEEPEST_CALL ? 1 : 1 + random.nextInt(3);
    long share = duration / (calls + 1);
    for (int call = 0; call < calls && trace.left > 0; call++) {
      long at = start + share / 2 + call * share;
      boolean database = depth == DEEPEST_CALL || random.nextInt(4) == 0;
      if (database) {
        query(trace, service, span.getSpanId(), at, share / 2);
      } else {
        ask(trace, service, span.getSpanId(), at, share - share / 10, depth);
      }
    }
  }

  /** A call to one of the three services that a service calls, in the layer below. */
  private void ask(
      Trace trace, int service, ByteString parent, long start, long duration, int depth) {
    int perLayer = services / LAYERS;
    int layer = Math.min(LAYERS - 1, service / perLayer + 1);
    int callee = layer * perLayer + (service * 7 + random.nextInt(3) * 11) % perLayer;
    Span span =
        span(trace, parent, SpanKind.SPAN_KIND_CLIENT, start, duration, false)
            .setName("GET")
            .addAttributes(text("http.request.method", "GET"))
            .addAttributes(
                text("url.full", "https://" + name(callee) + ".shop.svc:8443/api/v1/things/7"))
            .addAttributes(text("server.address", name(callee) + ".shop.svc.cluster.local"))
            .addAttributes(number("server.port", 8443))
            .addAttributes(number("http.response.status_code", 200))
            .addAttributes(text("network.protocol.version", "1.1"))
            .addAttributes(number("thread.id", 20))
            .addAttributes(text("thread.name", "http-nio-8443-exec-0"))
            .build();
    made.add(new Made(service, span));
    trace.left--;
    server(trace, callee, span.getSpanId(), start + duration / 50, duration * 24 / 25, depth + 1);
  }

  private void query(Trace trace, int service, ByteString parent, long start, long duration) {
    Span span =
        span(trace, parent, SpanKind.SPAN_KIND_CLIENT, start, duration, false)
            .setName("SELECT things")
            .addAttributes(text("db.system.name", "postgresql"))
            .addAttributes(text("db.namespace", "shop"))
            .addAttributes(text("db.operation.name", "SELECT"))
            .addAttributes(
                text(
                    "db.query.text",
                    "SELECT id, name, price, stock FROM things WHERE owner = $1 AND id > $2 LIMIT"
                        + " 50"))
            .addAttributes(text("server.address", "db-" + service + ".shop.svc.cluster.local"))
            .addAttributes(number("server.port", 5432))
            .addAttributes(number("thread.id", 20))
            .addAttributes(text("thread.name", "http-nio-8443-exec-0"))
            .build();
    made.add(new Made(service, span));
    trace.left--;
  }

  private Span.Builder span(
      Trace trace, ByteString parent, SpanKind kind, long start, long duration, boolean failed) {
    byte[] id = new byte[8];
    random.nextBytes(id);
    return Span.newBuilder()
        .setTraceId(trace.id)
        .setSpanId(ByteString.copyFrom(id))
        .setParentSpanId(parent)
        .setKind(kind)
        // times are added to: 0 would not be written
        .setStartTimeUnixNano(start + 1)
        .setEndTimeUnixNano(start + 1 + duration)
        .setStatus(
            Status.newBuilder()
                .setCode(
                    failed
                        ? Status.StatusCode.STATUS_CODE_ERROR
                        : Status.StatusCode.STATUS_CODE_UNSET));
  }

  private Body body(List<Made> spans) {
    Map<Integer, ScopeSpans.Builder> byService = new TreeMap<>();
    for (Made one : spans) {
      byService
          .computeIfAbsent(one.service(), service -> ScopeSpans.newBuilder())
          .addSpans(one.span());
    }
    ExportTraceServiceRequest.Builder request = ExportTraceServiceRequest.newBuilder();
    byService.forEach(
        (service, scope) ->
            request.addResourceSpans(
                ResourceSpans.newBuilder().setResource(resource(service)).addScopeSpans(scope)));
    byte[] bytes = request.build().toByteArray();
    List<Integer> traces = new ArrayList<>();
    List<Integer> times = new ArrayList<>();
    try {
      find(CodedInputStream.newInstance(bytes), 0, traces, times);
    } catch (IOException notOurs) {
      throw new IllegalStateException("a body that was just made cannot be read", notOurs);
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return new Body(
        bytes,
        traces.stream().mapToInt(Integer::intValue).toArray(),
        times.stream().mapToInt(Integer::intValue).toArray(),
        times.stream().mapToLong(buffer::getLong).toArray());
  }

  /** Walks to the spans: request, resource, scope, span. */
  private static void find(
      CodedInputStream in, int level, List<Integer> traces, List<Integer> times)
      throws IOException {
    int[] into = {1, 2, 2};
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      int field = WireFormat.getTagFieldNumber(tag);
      boolean isMessage = WireFormat.getTagWireType(tag) == WireFormat.WIRETYPE_LENGTH_DELIMITED;
      if (level < into.length && field == into[level] && isMessage) {
        int outer = in.pushLimit(in.readRawVarint32());
        find(in, level + 1, traces, times);
        in.popLimit(outer);
      } else if (level == into.length && field == 1) {
        int length = in.readRawVarint32();
        traces.add(in.getTotalBytesRead());
        in.skipRawBytes(length);
      } else if (level == into.length && (field == 7 || field == 8)) {
        times.add(in.getTotalBytesRead());
        in.skipRawBytes(Long.BYTES);
      } else {
        in.skipField(tag);
      }
    }
  }

  private static Resource resource(int service) {
    return Resource.newBuilder()
        .addAttributes(text("service.name", name(service)))
        .addAttributes(text("service.version", "1.17." + service % 9))
        .addAttributes(text("deployment.environment.name", "production"))
        .addAttributes(text("k8s.namespace.name", "shop"))
        .addAttributes(text("k8s.pod.name", name(service) + "-6d8f7c9b5-x2k4q"))
        .addAttributes(text("k8s.node.name", "node-" + service % 40))
        .addAttributes(text("host.name", name(service) + "-6d8f7c9b5-x2k4q"))
        .addAttributes(text("telemetry.sdk.name", "opentelemetry"))
        .addAttributes(text("telemetry.sdk.language", "java"))
        .addAttributes(text("telemetry.sdk.version", "1.65.0"))
        .addAttributes(text("process.runtime.name", "OpenJDK Runtime Environment"))
        .build();
  }

  private static String name(int service) {
    return "service-" + service;
  }

  private static KeyValue text(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static KeyValue number(String key, long value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setIntValue(value))
        .build();
  }
}
