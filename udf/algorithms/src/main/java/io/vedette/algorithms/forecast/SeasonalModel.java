package io.vedette.algorithms.forecast;

import io.vedette.schema.model.SeasonalModelRecord;
import io.vedette.schema.model.SeasonalProfileRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trained forecast of one series over a stretch of time.
 *
 * <p>Whatever family it was fitted by, what is kept is its forecast function from the end of the
 * history on, in a common form:
 *
 * <pre>
 *   z(t)     = path(t) + seasons(local time) + holiday(local time)
 *   value    = center + scale * z(t), or e to the power of that when multiplicative
 *   interval = the same with z(t) -+ half width of the horizon t - validFrom
 * </pre>
 *
 * <p>The path is a polyline: level, trend, slow seasons, and what a recent deviation still means
 * (knots are dense where the forecast begins). So a model holds no history and nothing that grows,
 * and is a pure function of time.
 *
 * <p>Cost: a few dozen nanoseconds a forecast, at most one exponential for each of its three
 * numbers; no allocation. Immutable and thread-safe.
 */
public final class SeasonalModel {

  /** Version of the stored form that is written and read. */
  private static final int VERSION = 1;

  private static final long DAY_MILLIS = 86_400_000;

  private final ModelFamily family;
  private final long validFrom;
  private final long validTo;
  private final long step;
  private final boolean logarithmic;
  private final boolean nonNegative;
  private final double center;
  private final double scale;
  private final long[] pathOffsets;
  private final double[] path;
  private final SeasonalProfile[] profiles;
  private final long[] zoneStarts;
  private final int[] zoneOffsets;
  private final int[] holidays;
  private final @Nullable SeasonalProfile holidayProfile;
  private final double coverage;
  private final double deviationsPerHalfWidth;
  private final long[] widthEnds;
  private final double[] halfWidths;

  private SeasonalModel(SeasonalModelRecord stored) {
    family = ModelFamily.valueOf(stored.getFamily());
    validFrom = stored.getValidFrom();
    validTo = stored.getValidTo();
    step = stored.getStepMillis();
    logarithmic = stored.getLogarithmic();
    nonNegative = stored.getNonNegative();
    center = stored.getCenter();
    scale = stored.getScale();
    pathOffsets = longs(stored.getPathOffsets());
    path = doubles(stored.getPath());
    profiles =
        stored.getProfiles().stream()
            .map(SeasonalProfile::fromStored)
            .toArray(SeasonalProfile[]::new);
    zoneStarts = longs(stored.getZoneStarts());
    zoneOffsets = stored.getZoneOffsets().stream().mapToInt(Integer::intValue).toArray();
    holidays = stored.getHolidays().stream().mapToInt(Integer::intValue).toArray();
    SeasonalProfileRecord storedHoliday = stored.getHolidayProfile();
    holidayProfile = storedHoliday == null ? null : SeasonalProfile.fromStored(storedHoliday);
    coverage = stored.getCoverage();
    deviationsPerHalfWidth = 1 / Normal.quantile((1 + coverage) / 2);
    widthEnds = longs(stored.getWidthEnds());
    halfWidths = doubles(stored.getHalfWidths());
    requireSame("path", pathOffsets.length, path.length);
    requireSame("zone", zoneStarts.length, zoneOffsets.length);
    requireSame("widths", widthEnds.length, halfWidths.length);
  }

  private static void requireSame(String what, int one, int other) {
    if (one != other || one == 0) {
      throw new IllegalArgumentException(
          "a stored model's " + what + " has " + one + " places and " + other + " numbers");
    }
  }

  /**
   * Reads the stored form.
   *
   * @throws IllegalArgumentException when it is of a later version, or not whole
   */
  public static SeasonalModel fromStored(SeasonalModelRecord stored) {
    if (stored.getVersion() != VERSION) {
      throw new IllegalArgumentException(
          "a seasonal model of version "
              + stored.getVersion()
              + " was written by a later release; this one reads version "
              + VERSION);
    }
    return new SeasonalModel(stored);
  }

  /** The stored form: about 1 KB for an hourly series with a weekly season. */
  public SeasonalModelRecord toStored() {
    List<SeasonalProfileRecord> seasons = new ArrayList<>();
    for (SeasonalProfile profile : profiles) {
      seasons.add(profile.toStored());
    }
    return SeasonalModelRecord.newBuilder()
        .setVersion(VERSION)
        .setFamily(family.name())
        .setValidFrom(validFrom)
        .setValidTo(validTo)
        .setStepMillis(step)
        .setLogarithmic(logarithmic)
        .setNonNegative(nonNegative)
        .setCenter(center)
        .setScale(scale)
        .setPathOffsets(Arrays.stream(pathOffsets).boxed().toList())
        .setPath(packed(path))
        .setProfiles(seasons)
        .setZoneStarts(Arrays.stream(zoneStarts).boxed().toList())
        .setZoneOffsets(Arrays.stream(zoneOffsets).boxed().toList())
        .setHolidays(Arrays.stream(holidays).boxed().toList())
        .setHolidayProfile(holidayProfile == null ? null : holidayProfile.toStored())
        .setCoverage(coverage)
        .setWidthEnds(Arrays.stream(widthEnds).boxed().toList())
        .setHalfWidths(packed(halfWidths))
        .build();
  }

  /**
   * Fills in what is expected at this time; clears the forecast outside {@code validFrom} to {@code
   * validTo}.
   */
  public void forecast(long timestampMillis, Forecast into) {
    if (!covers(timestampMillis)) {
      into.clear();
      return;
    }
    long after = timestampMillis - validFrom;
    double z = pathAt(after) + seasonsAt(timestampMillis);
    double half = halfWidthAt(after);
    double expected = value(z);
    double lower = Math.min(expected, value(z - half));
    double upper = Math.max(expected, value(z + half));
    double deviation = logarithmic ? (upper - lower) / 2 : scale * half;
    into.set(expected, lower, upper, deviation * deviationsPerHalfWidth);
  }

  /** Whether the model speaks of this time. */
  public boolean covers(long timestampMillis) {
    return timestampMillis >= validFrom && timestampMillis <= validTo;
  }

  private double pathAt(long after) {
    int found = Arrays.binarySearch(pathOffsets, after);
    if (found >= 0) {
      return path[found];
    }
    int next = -found - 1;
    if (next == 0) {
      return path[0];
    }
    if (next == path.length) {
      return path[path.length - 1];
    }
    double share =
        (after - pathOffsets[next - 1]) / (double) (pathOffsets[next] - pathOffsets[next - 1]);
    return path[next - 1] * (1 - share) + path[next] * share;
  }

  private double seasonsAt(long timestampMillis) {
    long local = timestampMillis + zoneOffsets[zoneAt(timestampMillis)];
    double sum = 0;
    for (SeasonalProfile profile : profiles) {
      sum += profile.at(local);
    }
    if (holidayProfile != null
        && Arrays.binarySearch(holidays, (int) Math.floorDiv(local, DAY_MILLIS)) >= 0) {
      sum += holidayProfile.at(local);
    }
    return sum;
  }

  private int zoneAt(long timestampMillis) {
    int at = zoneStarts.length - 1;
    while (at > 0 && timestampMillis < zoneStarts[at]) {
      at--;
    }
    return at;
  }

  private double halfWidthAt(long after) {
    int at = 0;
    while (at < widthEnds.length - 1 && after > widthEnds[at]) {
      at++;
    }
    return halfWidths[at];
  }

  private double value(double z) {
    double transformed = center + scale * z;
    double value = logarithmic ? Math.exp(transformed) : transformed;
    double finite = Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
    return nonNegative ? Math.max(0, finite) : finite;
  }

  /** What it was fitted by. */
  public ModelFamily family() {
    return family;
  }

  /** First time it speaks of, milliseconds since the epoch. */
  public long validFrom() {
    return validFrom;
  }

  /** Last time it speaks of, milliseconds since the epoch. */
  public long validTo() {
    return validTo;
  }

  /** Spacing it was fitted at, milliseconds. */
  public long stepMillis() {
    return step;
  }

  /** Share of values the interval is to hold, 0 to 1. */
  public double coverage() {
    return coverage;
  }

  /** Longest season, milliseconds; 0 without any. */
  public long periodMillis() {
    long longest = 0;
    for (SeasonalProfile profile : profiles) {
      longest = Math.max(longest, profile.period());
    }
    return longest;
  }

  private static long[] longs(List<Long> boxed) {
    return boxed.stream().mapToLong(Long::longValue).toArray();
  }

  private static double[] doubles(ByteBuffer packed) {
    double[] numbers = new double[packed.remaining() / Double.BYTES];
    packed.duplicate().asDoubleBuffer().get(numbers);
    return numbers;
  }

  private static ByteBuffer packed(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    return bytes;
  }
}
