package io.vedette.gateway.api;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.vedette.gateway.access.ApiAccess;
import io.vedette.gateway.access.NoAccessException;
import io.vedette.gateway.access.NoAccessException.Reason;
import io.vedette.gateway.access.Principal;
import io.vedette.gateway.access.Role;
import io.vedette.gateway.ingest.SmallBody;
import io.vedette.gateway.limits.SourceLimiter;
import io.vedette.gateway.log.BodyLogException;
import io.vedette.store.StoreException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets requests to an endpoint in and answers them. Guarantee: exactly one answer; whatever goes
 * wrong is a problem as JSON, and says nothing of our insides when it is our fault.
 *
 * <p>What changes something must be asked for by a page of ours or by no page: it needs
 * application/json, which no foreign page can send without being asked first, and an Origin, if
 * any, that is the host asked or one of gateway.api-origins. No cookie is ever looked at.
 */
final class ApiHandler implements Handler {

  /** Attribute of a request: the path of its route, to count by. */
  static final String ROUTE = "vedette.route";

  private static final Logger LOG = LoggerFactory.getLogger(ApiHandler.class);
  private static final Set<String> READING = Set.of("GET", "HEAD");
  private static final byte[] NO_BODY = {};
  private static final int MAX_DETAIL = 1_000;

  private final String route;
  private final Role needed;
  private final Endpoint endpoint;
  private final Services services;

  /**
   * What all of them need.
   *
   * @param access who calls
   * @param limiter how often each may
   * @param body reads bodies
   * @param origins that may change something beside our own
   * @param threads where endpoints run; refuses when there are too many
   * @param answerer where requests are ended
   */
  record Services(
      ApiAccess access,
      SourceLimiter limiter,
      SmallBody body,
      List<String> origins,
      Executor threads,
      Executor answerer) {

    /** These, with bodies read otherwise. */
    Services with(SmallBody other) {
      return new Services(access, limiter, other, origins, threads, answerer);
    }
  }

  ApiHandler(String route, Role needed, Endpoint endpoint, Services services) {
    this.route = route;
    this.needed = needed;
    this.endpoint = endpoint;
    this.services = services;
  }

  @Override
  public void handle(Context ctx) {
    ctx.attribute(ROUTE, route);
    ctx.future(() -> serve(ctx));
  }

  private CompletableFuture<Void> serve(Context ctx) {
    CompletableFuture<ApiAnswer> answer;
    try {
      answer =
          CompletableFuture.supplyAsync(() -> admit(ctx), services.threads())
              .thenCompose(
                  principal ->
                      bodyOf(ctx)
                          .thenApplyAsync(
                              body -> new ApiRequest(ctx, principal, body), services.threads()))
              .thenCompose(endpoint::answer);
    } catch (RejectedExecutionException full) {
      answer = CompletableFuture.failedFuture(full);
    }
    return answer
        .handle((told, failure) -> failure == null ? told : problem(ctx, failure))
        .thenAcceptAsync(told -> tell(ctx, told), services.answerer());
  }

  private Principal admit(Context ctx) {
    requireOwnOrigin(ctx);
    Principal principal;
    try {
      principal = services.access().principalOf(ctx.header("Authorization"));
    } catch (NoAccessException unknown) {
      if (unknown.reason() == Reason.UNKNOWN) {
        requirePatience("address " + ctx.req().getRemoteAddr());
      }
      throw ApiProblem.of(
          switch (unknown.reason()) {
            case UNKNOWN -> 401;
            case WITHOUT_ROLE -> 403;
            case UNDECIDED -> 503;
          },
          String.valueOf(unknown.getMessage()));
    }
    requirePatience(principal.via() + " " + principal.name());
    if (!principal.role().includes(needed)) {
      throw ApiProblem.of(
          403,
          "this needs the role "
              + needed
              + ", and "
              + principal.name()
              + " is "
              + principal.role());
    }
    return principal;
  }

  private void requirePatience(String account) {
    long wait = services.limiter().tryEnter(account, 0);
    if (wait > 0) {
      throw ApiProblem.tooOften(account, wait);
    }
  }

  private void requireOwnOrigin(Context ctx) {
    if (READING.contains(ctx.req().getMethod())) {
      return;
    }
    String origin = ctx.header("Origin");
    boolean isForeign =
        "cross-site".equals(ctx.header("Sec-Fetch-Site"))
            || (origin != null && !origin.equalsIgnoreCase(ownOrigin(origin, ctx.header("Host"))));
    if (isForeign && (origin == null || !services.origins().contains(origin))) {
      throw ApiProblem.of(
          403, "pages of another origin may not change anything (gateway.api-origins)");
    }
  }

  /** The origin that is ours by the scheme of the one said: TLS ends before us. */
  private static @Nullable String ownOrigin(String origin, @Nullable String host) {
    try {
      String scheme = URI.create(origin).getScheme();
      return scheme == null || host == null ? null : scheme + "://" + host;
    } catch (IllegalArgumentException none) {
      return null;
    }
  }

  private CompletableFuture<byte[]> bodyOf(Context ctx) {
    if (!"POST".equals(ctx.req().getMethod())) {
      return CompletableFuture.completedFuture(NO_BODY);
    }
    String type = Objects.requireNonNullElse(ctx.header("Content-Type"), "");
    String plain = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (!plain.equals("application/json") || ctx.header("Content-Encoding") != null) {
      throw ApiProblem.of(415, "the body must be application/json, not packed");
    }
    return services.body().read(ctx.req());
  }

  private ApiAnswer problem(Context ctx, Throwable failure) {
    ApiProblem problem =
        problemOf(
            ctx.req().getMethod() + " " + route,
            failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure);
    if (problem.status() == 401) {
      ctx.header("WWW-Authenticate", "Bearer");
    }
    if (problem.retryAfterSeconds() > 0) {
      ctx.header("Retry-After", Long.toString(problem.retryAfterSeconds()));
    }
    return ApiAnswer.of(problem, HttpStatus.getMessage(problem.status()));
  }

  /**
   * What a caller is told of what went wrong; the rest is logged.
   *
   * @param what was asked, for the log
   */
  static ApiProblem problemOf(String what, Throwable cause) {
    if (cause instanceof ApiProblem problem) {
      return problem;
    } else if (cause instanceof SmallBody.UnreadException unread) {
      return ApiProblem.of(unread.status(), String.valueOf(unread.getMessage()));
    } else if (cause instanceof StoreException away) {
      LOG.warn("{}: {}", what, away.getMessage());
      return ApiProblem.unavailable("the store does not answer; see the gateway's log");
    } else if (cause instanceof BodyLogException notStored) {
      LOG.warn("{}: {}", what, notStored.getMessage());
      return ApiProblem.unavailable("Kafka did not store it in time; it may or may not be done");
    } else if (cause instanceof RejectedExecutionException) {
      return ApiProblem.unavailable("too much is asked at once (gateway.api-queue)");
    } else {
      LOG.error("{} failed", what, cause);
      return ApiProblem.of(500, "internal error; see the gateway's log");
    }
  }

  /** A problem from what somebody said: shortened, since it may quote it. */
  static ApiProblem refused(IllegalArgumentException wrong) {
    String words = String.valueOf(wrong.getMessage());
    return ApiProblem.bad(words.length() > MAX_DETAIL ? words.substring(0, MAX_DETAIL) : words);
  }

  private static void tell(Context ctx, ApiAnswer answer) {
    if (answer.isTold()) {
      return;
    }
    ctx.status(answer.status());
    ctx.contentType(answer.contentType());
    ctx.result(answer.body());
  }
}
