package io.vedette.algorithms.forecast;

import io.vedette.schema.model.SeasonalProfileRecord;
import java.nio.ByteBuffer;

/**
 * One season as values at equal distances in local time, value {@code k} at {@code phase + k *
 * period / values}. Constant time; immutable.
 */
final class SeasonalProfile {

  private final long period;
  private final long phase;
  private final boolean interpolated;
  private final float[] values;
  private final double slotsPerMilli;

  SeasonalProfile(long period, long phase, boolean interpolated, float[] values) {
    this.period = period;
    this.phase = phase;
    this.interpolated = interpolated;
    this.values = values;
    this.slotsPerMilli = values.length / (double) period;
  }

  static SeasonalProfile fromStored(SeasonalProfileRecord stored) {
    ByteBuffer packed = stored.getValues().duplicate();
    float[] values = new float[packed.remaining() / Float.BYTES];
    packed.asFloatBuffer().get(values);
    if (values.length == 0 || stored.getPeriodMillis() <= 0) {
      throw new IllegalArgumentException(
          "a stored season has "
              + values.length
              + " values and a period of "
              + stored.getPeriodMillis()
              + " ms");
    }
    return new SeasonalProfile(
        stored.getPeriodMillis(), stored.getPhaseMillis(), stored.getInterpolated(), values);
  }

  SeasonalProfileRecord toStored() {
    ByteBuffer packed = ByteBuffer.allocate(values.length * Float.BYTES);
    packed.asFloatBuffer().put(values);
    return SeasonalProfileRecord.newBuilder()
        .setPeriodMillis(period)
        .setPhaseMillis(phase)
        .setInterpolated(interpolated)
        .setValues(packed)
        .build();
  }

  long period() {
    return period;
  }

  double at(long localMillis) {
    double position = Math.floorMod(localMillis - phase, period) * slotsPerMilli;
    if (!interpolated) {
      int nearest = (int) (position + 0.5);
      return values[nearest == values.length ? 0 : nearest];
    }
    int before = Math.min((int) position, values.length - 1);
    int after = before + 1 == values.length ? 0 : before + 1;
    double share = position - before;
    return values[before] * (1 - share) + values[after] * share;
  }
}
