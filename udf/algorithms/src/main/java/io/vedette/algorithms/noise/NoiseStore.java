package io.vedette.algorithms.noise;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Where a {@link NoiseGate} keeps what it knows, by fingerprint. */
public interface NoiseStore {

  /** What is known of an alert, or null. */
  @Nullable TrackedAlert get(String fingerprint);

  /** Keeps it. */
  void put(String fingerprint, TrackedAlert alert);

  /** Forgets it. */
  void remove(String fingerprint);

  /** Hands on each; the store is not changed meanwhile. */
  void forEach(Consumer<TrackedAlert> taken);
}
