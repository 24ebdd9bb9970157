package io.vedette.demo;

import org.jspecify.annotations.Nullable;

/**
 * One span of the shop.
 *
 * @param traceHigh first eight bytes of the trace id
 * @param traceLow the other eight, not 0
 * @param id not 0
 * @param parent id of the span that caused it; 0 for none
 * @param service who says so
 * @param instance number of its instance
 * @param kind what the span is of
 * @param peer who is asked; null where the span is of an answer
 * @param startNanos since the epoch
 * @param endNanos since the epoch
 * @param failed whether the request failed
 * @param link the span of another trace that caused it; null for none
 */
record ShopSpan(
    long traceHigh,
    long traceLow,
    long id,
    long parent,
    ShopService service,
    int instance,
    Kind kind,
    @Nullable ShopService peer,
    long startNanos,
    long endNanos,
    boolean failed,
    @Nullable ShopSpan link) {

  /** What a span is of. */
  enum Kind {
    /** A request being answered. */
    SERVER,
    /** A request being made, of a service or a store. */
    CLIENT,
    /** A message being sent. */
    PRODUCER,
    /** A message being taken. */
    CONSUMER
  }
}
