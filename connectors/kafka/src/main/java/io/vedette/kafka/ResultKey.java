package io.vedette.kafka;

import java.io.Serializable;

/** What a result is keyed by. */
@FunctionalInterface
interface ResultKey<T> extends Serializable {

  /** The key. */
  String of(T result);
}
