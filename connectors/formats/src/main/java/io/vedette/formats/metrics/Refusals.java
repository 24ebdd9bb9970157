package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Tells a visitor what is refused in one body: the first {@value #ONE_BY_ONE} refusals one by one,
 * the rest as one sum a reason, so that a body of a million bad series does not become a million
 * dead letters.
 */
final class Refusals {

  /** Refusals of a body that are told with a message of their own. */
  static final int ONE_BY_ONE = 100;

  private final Map<DeadLetterReason, Long> untold = new EnumMap<>(DeadLetterReason.class);
  private MetricVisitor visitor = new MetricCounts();
  private int told;

  /** Starts a body. */
  void begin(MetricVisitor visitor) {
    this.visitor = visitor;
    told = 0;
    untold.clear();
  }

  /** Refuses something; a refusal that loses no known sample counts as one. */
  void refuse(DeadLetterReason reason, int samples, Supplier<String> message) {
    int lost = Math.max(1, samples);
    if (told < ONE_BY_ONE) {
      told++;
      visitor.rejected(reason, message.get(), lost);
    } else {
      untold.merge(reason, (long) lost, Long::sum);
    }
  }

  /** Ends a body: tells the sums. */
  void end() {
    untold.forEach(
        (reason, samples) ->
            visitor.rejected(
                reason,
                "beside the first "
                    + ONE_BY_ONE
                    + " refusals of this body: "
                    + samples
                    + " samples",
                (int) Math.min(Integer.MAX_VALUE, samples)));
    untold.clear();
  }
}
