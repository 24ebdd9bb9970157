package io.vedette.gateway.ingest;

import java.util.Objects;

/**
 * Carries a refusal out of the step that found it; without a stack, since it is no fault of ours.
 */
final class RefusedException extends Exception {

  private final transient Refusal refusal;

  RefusedException(Refusal refusal) {
    super(refusal.message(), null, false, false);
    this.refusal = refusal;
  }

  Refusal refusal() {
    return Objects.requireNonNull(refusal);
  }
}
