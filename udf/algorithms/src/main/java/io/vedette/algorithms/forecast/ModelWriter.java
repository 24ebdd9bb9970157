package io.vedette.algorithms.forecast;

import io.vedette.algorithms.calendar.Calendar;
import io.vedette.schema.model.SeasonalModelRecord;
import io.vedette.schema.model.SeasonalProfileRecord;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Brings what was fitted into the form that is kept. */
final class ModelWriter {

  /** Knots are no farther apart than the horizon divided by this: slow seasons keep their shape. */
  private static final int LEAST_KNOTS = 32;

  private final History history;
  private final Grid grid;
  private final Layout layout;
  private final TrainingOptions options;

  ModelWriter(History history, Grid grid, Layout layout, TrainingOptions options) {
    this.history = history;
    this.grid = grid;
    this.layout = layout;
    this.options = options;
  }

  /** The model of a candidate, valid from the end of the history for the horizon. */
  SeasonalModel write(
      Candidate candidate,
      Scaling scaling,
      Intervals intervals,
      @Nullable SeasonalProfile holidayEffect) {
    long validFrom = history.last() + 1;
    long validTo = validFrom + layout.horizon() * grid.step();
    Calendar calendar = options.calendar();
    List<SeasonalProfileRecord> profiles = new ArrayList<>();
    for (int i = 0; i < candidate.profiles().length; i++) {
      Season season = layout.seasons().get(i);
      if (!isZero(candidate.profiles()[i])) {
        boolean isWide = season.periodMillis() / season.slots() > grid.step();
        profiles.add(
            new SeasonalProfile(
                    season.periodMillis(),
                    season.phaseMillis(),
                    isWide || grid.isCoarse(),
                    floats(candidate.profiles()[i]))
                .toStored());
      }
    }
    List<Long> offsets = new ArrayList<>();
    double[] path = new double[candidate.path().length];
    int knots = 0;
    for (int bin = 0; bin < path.length; bin = nextKnot(bin, path.length)) {
      offsets.add(grid.time(grid.size() + bin) - validFrom);
      path[knots++] = candidate.path()[bin];
    }
    List<Long> zoneStarts = new ArrayList<>();
    List<Integer> zoneOffsets = new ArrayList<>();
    for (long at = validFrom; at <= validTo; at = calendar.nextChange(at)) {
      zoneStarts.add(at);
      zoneOffsets.add(calendar.offsetMillis(at));
    }
    List<Long> widthEnds = new ArrayList<>();
    for (int end : intervals.ends()) {
      // up to half a step beyond the middle of the last bin
      widthEnds.add(grid.time(grid.size() + end - 1) + grid.step() / 2 - validFrom);
    }
    return SeasonalModel.fromStored(
        SeasonalModelRecord.newBuilder()
            .setFamily(candidate.family().name())
            .setValidFrom(validFrom)
            .setValidTo(validTo)
            .setStepMillis(grid.step())
            .setLogarithmic(scaling.logarithmic())
            .setNonNegative(history.isNonNegative())
            .setCenter(scaling.center())
            .setScale(scaling.scale())
            .setPathOffsets(offsets)
            .setPath(packed(Arrays.copyOf(path, knots)))
            .setProfiles(profiles)
            .setZoneStarts(zoneStarts)
            .setZoneOffsets(zoneOffsets)
            .setHolidays(
                holidayEffect == null
                    ? List.of()
                    : Arrays.stream(calendar.holidaysBetween(validFrom, validTo)).boxed().toList())
            .setHolidayProfile(holidayEffect == null ? null : holidayEffect.toStored())
            .setCoverage(options.coverage())
            .setWidthEnds(widthEnds)
            .setHalfWidths(packed(intervals.halfWidths()))
            .build());
  }

  /** Each bin at first, then ever further apart; the last bin is one. */
  private static int nextKnot(int bin, int bins) {
    if (bin == bins - 1) {
      return bins;
    }
    int apart = Math.max(1, Math.min(bin / 3, bins / LEAST_KNOTS));
    return Math.min(bins - 1, bin + apart);
  }

  private static boolean isZero(double[] profile) {
    for (double value : profile) {
      if (value != 0) {
        return false;
      }
    }
    return true;
  }

  private static float[] floats(double[] numbers) {
    float[] floats = new float[numbers.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) numbers[i];
    }
    return floats;
  }

  private static ByteBuffer packed(double[] numbers) {
    ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Double.BYTES);
    bytes.asDoubleBuffer().put(numbers);
    return bytes;
  }
}
