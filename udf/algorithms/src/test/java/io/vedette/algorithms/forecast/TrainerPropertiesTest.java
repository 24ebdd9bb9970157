package io.vedette.algorithms.forecast;

import static io.vedette.algorithms.forecast.Histories.HOUR;
import static io.vedette.algorithms.forecast.Histories.MONDAY;
import static io.vedette.algorithms.forecast.Histories.day;
import static io.vedette.algorithms.forecast.Histories.forecast;
import static io.vedette.algorithms.forecast.Histories.model;
import static io.vedette.algorithms.forecast.Histories.times;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.model.SeasonalModelRecord;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.assertj.core.data.Offset;

/** What holds of every model, whatever the history. */
class TrainerPropertiesTest {

  private static final TrainingOptions TWO_DAYS =
      TrainingOptions.defaults().withHorizon(Duration.ofDays(2));
  private static final int THREE_WEEKS = 21 * 24;

  @Property(tries = 60)
  void sameHistorySameModelInWhateverOrderItComes(@ForAll long seed) {
    long[] times = times(MONDAY, HOUR, THREE_WEEKS);
    double[] values = eventful(times, seed, 50);
    SeasonalModelRecord once = model(times, values, TWO_DAYS).toStored();
    shuffle(times, values, seed);
    assertThat(model(times, values, TWO_DAYS).toStored()).isEqualTo(once);
  }

  @Property(tries = 60)
  void scalingTheHistoryScalesTheForecast(
      @ForAll long seed, @ForAll @IntRange(min = -40, max = 40) int power) {
    long[] times = times(MONDAY, HOUR, THREE_WEEKS);
    // has zeros and negative values, so the model is additive and a power of two scales exactly
    double[] values = eventful(times, seed, 0);
    double scale = Math.scalb(1.0, power);
    SeasonalModel plain = model(times, values, TWO_DAYS);
    SeasonalModel scaled = model(times, mapped(values, scale, 0), TWO_DAYS);
    for (long time = plain.validFrom(); time <= plain.validTo(); time += HOUR) {
      Forecast one = forecast(plain, time);
      Forecast other = forecast(scaled, time);
      assertThat(other.expected()).isEqualTo(one.expected() * scale);
      assertThat(other.lower()).isEqualTo(one.lower() * scale);
      assertThat(other.upper()).isEqualTo(one.upper() * scale);
      assertThat(other.standardDeviation()).isEqualTo(one.standardDeviation() * scale);
    }
  }

  @Property(tries = 60)
  void shiftingTheHistoryShiftsTheForecast(
      @ForAll long seed, @ForAll @IntRange(min = -10_000, max = 0) int shift) {
    long[] times = times(MONDAY, HOUR, THREE_WEEKS);
    // rounded, so that shifting is exact and no search goes another way for a last bit
    double[] values = eventful(times, seed, 0);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.rint(values[i] * 1024) / 1024;
    }
    SeasonalModel plain = model(times, values, TWO_DAYS);
    SeasonalModel shifted = model(times, mapped(values, 1, shift), TWO_DAYS);
    for (long time = plain.validFrom(); time <= plain.validTo(); time += HOUR) {
      Forecast one = forecast(plain, time);
      Forecast other = forecast(shifted, time);
      assertThat(other.expected()).isCloseTo(one.expected() + shift, Offset.offset(1e-8));
      assertThat(other.lower()).isCloseTo(one.lower() + shift, Offset.offset(1e-8));
      assertThat(other.upper()).isCloseTo(one.upper() + shift, Offset.offset(1e-8));
    }
  }

  @Property(tries = 60)
  void storedAndReadAgainItForecastsTheSame(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int level) {
    long[] times = times(MONDAY, HOUR, THREE_WEEKS);
    SeasonalModel model = model(times, eventful(times, seed, level), TWO_DAYS);
    byte[] bytes = bytes(model.toStored());
    assertThat(bytes.length).isLessThan(2048);
    SeasonalModel again = SeasonalModel.fromStored(read(bytes));
    assertThat(again.toStored()).isEqualTo(model.toStored());
    for (long time = model.validFrom() - HOUR; time <= model.validTo() + HOUR; time += 977_777) {
      Forecast one = forecast(model, time);
      Forecast other = forecast(again, time);
      assertThat(other.isKnown()).isEqualTo(one.isKnown()).isEqualTo(model.covers(time));
      assertThat(other.expected()).isEqualTo(Double.valueOf(one.expected()));
      assertThat(other.lower()).isEqualTo(Double.valueOf(one.lower()));
      assertThat(other.upper()).isEqualTo(Double.valueOf(one.upper()));
      assertThat(other.standardDeviation()).isEqualTo(Double.valueOf(one.standardDeviation()));
    }
  }

  @Property(tries = 60)
  void intervalHoldsTheExpectedValueAndStaysAboveZeroWhereTheSeriesDoes(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 60) int level) {
    long[] times = times(MONDAY, HOUR, THREE_WEEKS);
    double[] values = eventful(times, seed, level);
    for (int i = 0; i < values.length; i++) {
      values[i] = Math.max(0, values[i]);
    }
    SeasonalModel model = model(times, values, TWO_DAYS);
    for (long time = model.validFrom(); time <= model.validTo(); time += HOUR / 2) {
      Forecast forecast = forecast(model, time);
      assertThat(forecast.lower()).isNotNegative().isLessThanOrEqualTo(forecast.expected());
      assertThat(forecast.upper()).isFinite().isGreaterThanOrEqualTo(forecast.expected());
      assertThat(forecast.standardDeviation()).isFinite().isNotNegative();
    }
  }

  @Property(tries = 100)
  void whateverFiniteComesThereIsAModelOrAReason(
      @ForAll long seed, @ForAll @IntRange(min = 0, max = 400) int size) {
    Random random = new Random(seed);
    long[] times = new long[size];
    double[] values = new double[size];
    for (int i = 0; i < size; i++) {
      times[i] = MONDAY + Math.round(Math.exp(random.nextDouble() * 22)) * (random.nextInt(3) - 1);
      double any = Double.longBitsToDouble(random.nextLong());
      boolean isUsable = Math.abs(any) <= SeasonalModelTrainer.LARGEST_VALUE;
      values[i] = random.nextInt(3) > 0 ? random.nextInt(5) : isUsable ? any : 0;
    }
    TrainedModel trained = SeasonalModelTrainer.train(times, values, TWO_DAYS);
    SeasonalModel model = trained.model();
    if (model == null) {
      assertThat(trained.reason()).isNotEmpty();
      assertThat(trained.candidates()).isEmpty();
    } else {
      assertThat(trained.reason()).isEmpty();
      Forecast forecast = forecast(model, (model.validFrom() + model.validTo()) / 2);
      assertThat(forecast.expected()).isFinite();
      assertThat(forecast.lower()).isFinite().isLessThanOrEqualTo(forecast.expected());
      assertThat(forecast.upper()).isFinite().isGreaterThanOrEqualTo(forecast.expected());
    }
  }

  /** Days, noise, a shift and an incident, as the seed has it. */
  private static double[] eventful(long[] times, long seed, double level) {
    Random random = new Random(seed);
    double size = random.nextDouble() * 20;
    double spread = 0.5 + random.nextDouble() * 5;
    int shiftAt = random.nextInt(times.length);
    double shift = random.nextGaussian() * 10;
    int incidentAt = random.nextInt(times.length);
    double[] values = new double[times.length];
    for (int i = 0; i < values.length; i++) {
      values[i] =
          level
              + size * day(times[i])
              + spread * random.nextGaussian()
              + (i >= shiftAt ? shift : 0)
              + (i >= incidentAt && i < incidentAt + 8 ? 100 : 0);
    }
    return values;
  }

  private static void shuffle(long[] times, double[] values, long seed) {
    Random random = new Random(seed);
    for (int i = times.length - 1; i > 0; i--) {
      int other = random.nextInt(i + 1);
      long time = times[i];
      times[i] = times[other];
      times[other] = time;
      double value = values[i];
      values[i] = values[other];
      values[other] = value;
    }
  }

  private static double[] mapped(double[] values, double scale, double shift) {
    double[] mapped = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      mapped[i] = values[i] * scale + shift;
    }
    return mapped;
  }

  private static byte[] bytes(SeasonalModelRecord stored) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    try {
      new SpecificDatumWriter<>(SeasonalModelRecord.class).write(stored, encoder);
      encoder.flush();
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return bytes.toByteArray();
  }

  private static SeasonalModelRecord read(byte[] bytes) {
    try {
      return new SpecificDatumReader<>(SeasonalModelRecord.class)
          .read(null, DecoderFactory.get().binaryDecoder(bytes, null));
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
  }
}
