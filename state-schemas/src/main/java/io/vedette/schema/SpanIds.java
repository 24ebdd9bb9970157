package io.vedette.schema;

/** The ids of spans. */
public final class SpanIds {

  private static final long TWIN = 0x5DEECE66D1CE4E5BL;

  private SpanIds() {}

  /**
   * The id given to the server's side of a call whose two sides share one id, as Zipkin's may:
   * never 0, and the twin of the twin is the id.
   */
  public static long twin(long id) {
    return id == TWIN ? id : id ^ TWIN;
  }
}
