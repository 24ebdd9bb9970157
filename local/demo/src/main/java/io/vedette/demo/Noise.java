package io.vedette.demo;

/**
 * Noise as a function of place and time: no state, so any moment can be asked for in any order.
 *
 * <p>The distribution is the sum of four uniform numbers (Irwin-Hall), scaled to mean 0 and
 * standard deviation 1. It is bell-shaped but never beyond 3.47 deviations, so that noise alone
 * cannot look like an incident. Bits come from the finaliser of SplitMix64 (Steele, Lea, Flood
 * 2014).
 */
final class Noise {

  private static final double MEAN = 2 * 65_535.0;
  private static final double DEVIATION = 65_536 / Math.sqrt(3);

  private final long seed;

  Noise(long seed) {
    this.seed = mix(seed + 0x9E3779B97F4A7C15L);
  }

  /** Independent at every moment; mean 0, standard deviation 1. */
  double quick(int stream, long moment) {
    long bits = mix(mix(seed + stream * 0xD1B54A32D192ED03L) + moment * 0x9E3779B97F4A7C15L);
    long sum =
        (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48 & 0xFFFF);
    return (sum - MEAN) / DEVIATION;
  }

  /** Wanders smoothly from one random value to the next, one a period. */
  double slow(int stream, long moment, long period) {
    long knot = Math.floorDiv(moment, period);
    double x = Math.floorMod(moment, period) / (double) period;
    double from = quick(~stream, knot);
    double to = quick(~stream, knot + 1);
    return from + (to - from) * x * x * (3 - 2 * x);
  }

  /** From 0, included, to 1, not included. */
  double uniform(int stream, long moment) {
    return (mix(mix(seed + stream * 0xD1B54A32D192ED03L) ^ moment) >>> 11) * 0x1p-53;
  }

  /** Scatters bits, so that numbers beside each other have nothing in common. */
  static long mix(long z) {
    z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
    z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
    return z ^ z >>> 31;
  }
}
