package io.vedette.demo;

/**
 * One edge of the call graph.
 *
 * @param callee name of the service called
 * @param perRequest calls for each request of the caller, on average; above 0
 * @param delivery {@code SYNC} when the caller waits, so that the callee's errors and latency come
 *     back to it; {@code ASYNC} when a queue delivers later, so that only load travels
 */
public record ShopCall(String callee, double perRequest, Delivery delivery) {

  /** Whether the caller waits for the answer. */
  public enum Delivery {
    /** It waits. */
    SYNC,
    /** It does not. */
    ASYNC
  }

  /** Checks the rate of calls. */
  public ShopCall {
    if (!(perRequest > 0)) {
      throw new IllegalArgumentException(
          "calls of " + callee + " per request must be above 0, not " + perRequest);
    }
  }

  static ShopCall sync(String callee, double perRequest) {
    return new ShopCall(callee, perRequest, Delivery.SYNC);
  }

  static ShopCall async(String callee, double perRequest) {
    return new ShopCall(callee, perRequest, Delivery.ASYNC);
  }

  boolean isSync() {
    return delivery == Delivery.SYNC;
  }
}
