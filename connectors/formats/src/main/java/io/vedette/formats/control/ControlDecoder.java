package io.vedette.formats.control;

import io.vedette.schema.ControlRecord;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/** Reads one control. Thread-safe. */
public interface ControlDecoder extends Serializable {

  /**
   * Reads a control.
   *
   * @param key UTF-8; empty when there is none
   * @param value JSON, or null where Kafka has a record without a value
   * @throws IllegalArgumentException saying what is wrong with it
   */
  ControlRecord decode(String key, byte @Nullable [] value);
}
