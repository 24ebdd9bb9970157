package io.vedette.kafka;

import java.io.Serializable;

/** Tells some results from others. */
@FunctionalInterface
interface ResultFilter<T> extends Serializable {

  /** Whether it is one of them. */
  boolean test(T result);
}
