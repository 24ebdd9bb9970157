package io.vedette.bench.jmh;

import java.util.SplittableRandom;

/** A day of values as a service's metric has them: a daily wave, noise, and some spikes. Seeded. */
final class Points {

  /** Time between two points, milliseconds. */
  static final long STEP = 15_000;

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final int DAY = (int) (86_400_000 / STEP);

  private final double[] values = new double[DAY];

  Points() {
    SplittableRandom random = new SplittableRandom(42);
    for (int i = 0; i < DAY; i++) {
      double wave = 100 + 30 * Math.sin(2 * Math.PI * i / DAY);
      boolean spike = i % 1_000 == 999;
      values[i] = wave + 5 * (random.nextDouble() - 0.5) + (spike ? 60 : 0);
    }
  }

  /** Event time of a point; days follow each other. */
  long timestamp(long index) {
    return BEGINNING + index * STEP;
  }

  double value(long index) {
    return values[(int) (index % DAY)];
  }
}
