package io.vedette.demo;

/** A body, and where it goes. */
final class Delivery {

  /** The ways into the gateway that the shop takes. */
  enum Route {
    /** JSON push of docs/ingest.md. */
    METRICS("/api/v1/push", "application/json"),
    /** OTLP over HTTP. */
    SPANS("/v1/traces", "application/x-protobuf"),
    /** Deployments in our own words, docs/inputs.md. */
    CHANGES("/webhook/changes", "application/json");

    private final String path;
    private final String contentType;

    Route(String path, String contentType) {
      this.path = path;
      this.contentType = contentType;
    }

    String path() {
      return path;
    }

    String contentType() {
      return contentType;
    }
  }

  private final Route route;
  private final byte[] body;

  /** A body that nobody changes any more. */
  Delivery(Route route, byte[] body) {
    this.route = route;
    this.body = body;
  }

  Route route() {
    return route;
  }

  /** Not to be changed. */
  byte[] body() {
    return body;
  }
}
