package io.vedette.gateway.ingest;

import org.jspecify.annotations.Nullable;

/** Tells by a request's headers what its body is. Called by several threads. */
interface Negotiation {

  /** A request's headers, by name in any case; null for one that is not there. */
  interface Headers {
    @Nullable String get(String name);
  }

  /**
   * What the body is.
   *
   * @throws RefusedException with 415 and what is supported
   */
  BodyKind kindOf(Headers headers) throws RefusedException;

  /** How to answer a request whose body is refused before it is known what it is. */
  Answers answersTo(Headers headers);
}
