package io.vedette.formats.traces;

/**
 * How many spans one stands for since the others were not sampled: its adjusted count.
 *
 * <p>In this order: {@code ot=th:...} of the W3C trace state (OpenTelemetry's consistent
 * probability sampling: of 2^56 values of randomness those from the threshold on are kept), {@code
 * ot=p:...} of its draft (2^p), {@code SampleRate}, {@code sampler.param} of a probabilistic
 * sampler of Jaeger's, and 1 for a span that was kept on purpose ({@code sampling.priority} above
 * 0). A tail sampler that does not write what it did cannot be accounted for.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/otel/trace/tracestate-probability-sampling/">
 *     the specification</a>
 */
final class Weights {

  /** Nobody said. */
  static final double UNSAID = 0;

  private static final int DIGITS = 14;
  private static final double RANGE = 0x1p56;
  private static final int MOST_P = 62;

  private Weights() {}

  /** By what a span says. */
  static double of(String traceState, Attributes attributes, double most) {
    double weight =
        ofTraceState(traceState.isEmpty() ? attributes.get(Attribute.TRACE_STATE) : traceState);
    if (weight == UNSAID) {
      weight = number(attributes.get(Attribute.SAMPLE_RATE));
    }
    if (weight == UNSAID && attributes.get(Attribute.SAMPLER_TYPE).equals("probabilistic")) {
      double probability = number(attributes.get(Attribute.SAMPLER_PARAM));
      weight = probability > 0 && probability <= 1 ? 1 / probability : UNSAID;
    }
    if (weight == UNSAID && number(attributes.get(Attribute.SAMPLING_PRIORITY)) > 0) {
      weight = 1;
    }
    return weight == UNSAID ? UNSAID : Math.max(1, Math.min(most, weight));
  }

  private static double ofTraceState(String state) {
    for (int at = 0; at < state.length(); ) {
      int end = end(state, at, ',');
      int begin = at;
      while (begin < end && state.charAt(begin) == ' ') {
        begin++;
      }
      if (state.startsWith("ot=", begin)) {
        return ofMember(state, begin + 3, end);
      }
      at = end + 1;
    }
    return UNSAID;
  }

  private static double ofMember(String state, int from, int to) {
    double byP = UNSAID;
    for (int at = from; at < to; ) {
      int end = Math.min(to, end(state, at, ';'));
      if (state.startsWith("th:", at)) {
        return ofThreshold(state, at + 3, end);
      }
      if (state.startsWith("p:", at)) {
        byP = ofP(state.substring(at + 2, end));
      }
      at = end + 1;
    }
    return byP;
  }

  private static double ofThreshold(String state, int from, int to) {
    int end = to;
    while (end > from && state.charAt(end - 1) == ' ') {
      end--;
    }
    if (end == from || end - from > DIGITS) {
      return UNSAID;
    }
    long threshold = 0;
    for (int i = 0; i < DIGITS; i++) {
      int digit = from + i < end ? Character.digit(state.charAt(from + i), 16) : 0;
      if (digit < 0) {
        return UNSAID;
      }
      threshold = threshold << 4 | digit;
    }
    return RANGE / (RANGE - threshold);
  }

  private static double ofP(String digits) {
    if (digits.trim().equals("0")) {
      return 1;
    }
    double p = number(digits);
    return p > 0 && p <= MOST_P ? Math.scalb(1.0, (int) p) : UNSAID;
  }

  private static int end(String text, int from, char separator) {
    int end = text.indexOf(separator, from);
    return end < 0 ? text.length() : end;
  }

  private static double number(String text) {
    if (text.isEmpty() || text.length() > 30) {
      return UNSAID;
    }
    try {
      double number = Double.parseDouble(text);
      return number > 0 && number < Double.POSITIVE_INFINITY ? number : UNSAID;
    } catch (NumberFormatException none) {
      return UNSAID;
    }
  }
}
