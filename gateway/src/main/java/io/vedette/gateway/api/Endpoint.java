package io.vedette.gateway.api;

import io.vedette.gateway.log.BodyLogException;
import java.util.concurrent.CompletableFuture;

/** Answers requests; throws {@link ApiProblem}, or completes with it, when it cannot. */
@FunctionalInterface
interface Endpoint {

  /** Called on a thread of the API, which it may keep for as long as a question takes. */
  CompletableFuture<ApiAnswer> answer(ApiRequest request);

  /** One that has its answer at once. */
  interface Immediate {
    /** The answer. */
    ApiAnswer answer(ApiRequest request) throws BodyLogException;
  }

  /** An endpoint that has its answer at once. */
  static Endpoint of(Immediate immediate) {
    return request -> {
      try {
        return CompletableFuture.completedFuture(immediate.answer(request));
      } catch (BodyLogException notStored) {
        return CompletableFuture.failedFuture(notStored);
      }
    };
  }
}
