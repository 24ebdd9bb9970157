package io.vedette.algorithms.noise;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.AlertState;

/** Where a {@link NoiseGate} says what it decided. */
public interface NoiseOutput {

  /** An alert goes on: it began to fire, is still firing, or was resolved. */
  void pass(IncomingAlert alert);

  /** Something else became of an alert than before. */
  void tell(AlertState state);

  /** The end of a rule is near, and it still holds back alerts that fire. */
  void remind(Reminder reminder);

  /** Something is counted. */
  void count(NoiseCount what);

  /**
   * A rule that ends soon.
   *
   * @param rule its key
   * @param owner who made it or answers for it
   * @param endsAt when it ends, milliseconds since the epoch
   * @param held alerts that fire and that it holds back
   * @param example name of one of them
   */
  record Reminder(String rule, String owner, long endsAt, int held, String example) {}
}
