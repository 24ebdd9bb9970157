package io.vedette.gateway.ingest;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Serves an ingest route. */
public final class IngestHandler implements Handler {

  private final IngestRoute route;
  private final IngestServices services;

  /** Serves a route with the services given. */
  public IngestHandler(IngestRoute route, IngestServices services) {
    this.route = route;
    this.services = services;
  }

  @Override
  public void handle(Context ctx) {
    // The supplier runs when the request is asynchronous already, as reading its body needs.
    ctx.future(() -> new Exchange(route, services, ctx.req()).run().thenAccept(a -> tell(ctx, a)));
  }

  private static void tell(Context ctx, Answer answer) {
    ctx.status(answer.status());
    answer.headers().forEach(ctx::header);
    String contentType = answer.contentType();
    if (contentType != null) {
      ctx.contentType(contentType);
      ctx.result(answer.body());
    }
  }
}
