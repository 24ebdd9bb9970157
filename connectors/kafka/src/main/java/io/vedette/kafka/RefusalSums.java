package io.vedette.kafka;

import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetterReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;

/** What was refused of one body, summed up by reason: a body makes few dead letters. */
final class RefusalSums {

  private final Map<DeadLetterReason, Sum> sums = new EnumMap<>(DeadLetterReason.class);
  private long refused;

  void clear() {
    sums.clear();
    refused = 0;
  }

  /** Adds to a reason; only its first message is told. */
  void add(DeadLetterReason reason, String message, int count) {
    int more = Math.max(1, count);
    Sum sum = sums.get(reason);
    if (sum == null) {
      sum = new Sum(message);
      sums.put(reason, sum);
    }
    sum.add(more);
    refused += more;
  }

  /** Whether something was refused for this reason, so that no other message is needed. */
  boolean has(DeadLetterReason reason) {
    return sums.containsKey(reason);
  }

  boolean isEmpty() {
    return sums.isEmpty();
  }

  /** How many were refused; a body that could not be read counts as one. */
  long refused() {
    return refused;
  }

  /** Gives one letter a reason, in the order of the reasons. */
  void tell(LetterWriter letters, Consumer<Rejected> to) {
    sums.forEach(
        (reason, sum) ->
            to.accept(new Rejected(letters.write(reason, sum.firstMessage, sum.count))));
  }

  private static final class Sum {
    private final String firstMessage;
    private int count;

    Sum(String firstMessage) {
      this.firstMessage = firstMessage;
    }

    void add(int more) {
      count = count > Integer.MAX_VALUE - more ? Integer.MAX_VALUE : count + more;
    }
  }
}
