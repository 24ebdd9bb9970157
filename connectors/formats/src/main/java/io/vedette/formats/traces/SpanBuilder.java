package io.vedette.formats.traces;

import io.vedette.schema.SpanKind;
import io.vedette.schema.SpanLink;
import io.vedette.schema.TracedSpan;
import io.vedette.schema.result.DeadLetterReason;
import java.util.ArrayList;
import java.util.List;

/**
 * Gathers what a decoder finds of a span and makes the span of it, or says why it is none. Reused:
 * {@link #clearResource} before a resource, {@link #clear} before a span.
 */
final class SpanBuilder {

  /** What OpenTelemetry's SDKs send when nobody named the service. */
  static final String UNKNOWN_SERVICE = "unknown_service";

  private static final String UNKNOWN_OPERATION = "unknown";

  final Attributes resource = new Attributes();
  final Attributes tags = new Attributes();

  String operation = "";
  SpanKind kind = SpanKind.UNKNOWN;
  long traceHigh;
  long traceLow;
  long id;
  long parent;
  long start;
  long duration;
  boolean error;
  String traceState = "";

  private final SpanLimits limits;
  private final List<SpanLink> links = new ArrayList<>();
  private String flaw = "";

  SpanBuilder(SpanLimits limits) {
    this.limits = limits;
  }

  void clearResource() {
    resource.clear();
  }

  void clear() {
    tags.clear();
    links.clear();
    operation = "";
    kind = SpanKind.UNKNOWN;
    traceHigh = 0;
    traceLow = 0;
    id = 0;
    parent = 0;
    start = 0;
    duration = 0;
    error = false;
    traceState = "";
    flaw = "";
  }

  /** Adds a link; those beyond the limit are left out. */
  void link(long high, long low, long span) {
    if (links.size() < limits.maxLinks() && span != 0) {
      links.add(new SpanLink(high, low, span));
    }
  }

  /** Notes that this cannot become a span; the first reason stays. */
  void refuse(String why) {
    if (flaw.isEmpty()) {
      flaw = why;
    }
  }

  /** Tells of the span, or of why it is none. */
  void tell(SpanVisitor visitor) {
    checkFields();
    if (!flaw.isEmpty()) {
      visitor.rejected(
          DeadLetterReason.MALFORMED,
          "span '" + cut(operation) + "' of " + service() + ": " + flaw,
          1);
      return;
    }
    visitor.span(
        new TracedSpan(
            environment(),
            service(),
            cut(instance()),
            operation.isBlank() ? UNKNOWN_OPERATION : cut(operation),
            kind,
            traceHigh,
            traceLow,
            id,
            parent == id ? 0 : parent,
            start,
            duration,
            error,
            Weights.of(traceState, tags, limits.maxWeight()),
            Peers.of(kind, tags, limits.maxText()),
            links.isEmpty() ? List.of() : List.copyOf(links)));
  }

  private void checkFields() {
    if (traceHigh == 0 && traceLow == 0) {
      refuse("it has no trace id");
    }
    if (id == 0) {
      refuse("it has no span id");
    }
    if (start <= 0) {
      refuse("its start is " + start + " ns; it must be positive");
    }
    if (duration < 0) {
      refuse("it ends " + -duration + " ns before it starts");
    } else if (start > Long.MAX_VALUE - duration) {
      refuse("it lasts " + duration + " ns, which is beyond the end of time");
    }
  }

  private String service() {
    String service = resource.get(Attribute.SERVICE);
    if (service.isEmpty()) {
      service = tags.get(Attribute.SERVICE);
    }
    return service.isBlank() ? UNKNOWN_SERVICE : cut(service);
  }

  private String instance() {
    String instance = resource.first(Attribute.POD, Attribute.INSTANCE);
    return instance.isEmpty() ? resource.first(Attribute.HOST, Attribute.JAEGER_HOST) : instance;
  }

  private String environment() {
    String named = resource.first(Attribute.ENVIRONMENT, Attribute.OLD_ENVIRONMENT);
    return named.isBlank() ? TracedSpan.DEFAULT_ENVIRONMENT : cut(named);
  }

  private String cut(String text) {
    return text.length() > limits.maxText() ? text.substring(0, limits.maxText()) : text;
  }
}
