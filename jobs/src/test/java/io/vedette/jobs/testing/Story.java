package io.vedette.jobs.testing;

import io.vedette.schema.Labels;
import io.vedette.schema.MetricKind;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.Rejected;
import io.vedette.schema.Sample;
import io.vedette.schema.Series;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Forty steady gauges, each with ten minutes of trouble: record n is the same at every reading.
 *
 * <p>Two halves of twenty gauges; a half's samples are interleaved, its records contiguous, so that
 * two readers never share a gauge. Each 97th record is a rejection instead, but for those in
 * trouble.
 */
public final class Story {

  /** 2023-11-14T22:13:20Z. */
  public static final long BEGINNING = 1_700_000_000_000L;

  private static final int GAUGES = 40;
  private static final int HALF = GAUGES / 2;
  private static final int SAMPLES = 600;
  private static final int TROUBLE_BEGINS = 340;
  private static final int TROUBLE_ENDS = 350;
  private static final int REJECTION_EACH = 97;

  /** Time between two samples of a gauge, milliseconds. */
  public static final long MINUTE = 60_000;

  /** Number of records. */
  public static final int RECORDS = GAUGES * SAMPLES;

  private Story() {}

  /** A scripted source of it. */
  public static ScriptedSource<MetricRecord> source() {
    return ScriptedSource.of(RECORDS, Story::record);
  }

  /** Record n. */
  public static MetricRecord record(long n) {
    if (isRejection(n)) {
      return new Rejected(letter(n));
    }
    int gauge = gauge(n);
    return new Sample(series(gauge), BEGINNING + step(n) * MINUTE, value(gauge, step(n)));
  }

  /** Times at which the gauges are in trouble. */
  public static List<Long> trouble() {
    return LongStream.range(TROUBLE_BEGINS, TROUBLE_ENDS)
        .mapToObj(step -> BEGINNING + step * MINUTE)
        .toList();
  }

  /** Rejections among the records. */
  public static int rejections() {
    return (int) LongStream.range(0, RECORDS).filter(Story::isRejection).count();
  }

  private static boolean isRejection(long n) {
    return n % REJECTION_EACH == REJECTION_EACH - 1 && !inTrouble(step(n));
  }

  private static int gauge(long n) {
    int half = (int) (n / (RECORDS / 2));
    return half * HALF + (int) (n % HALF);
  }

  private static int step(long n) {
    return (int) (n % (RECORDS / 2)) / HALF;
  }

  private static boolean inTrouble(int step) {
    return step >= TROUBLE_BEGINS && step < TROUBLE_ENDS;
  }

  private static Series series(int gauge) {
    return new Series(
        Labels.of("__name__", "queue_length", "service", "s" + gauge), MetricKind.GAUGE);
  }

  private static double value(int gauge, int step) {
    return inTrouble(step) ? 900 + gauge : 100 + (step * 7 + gauge) % 5;
  }

  private static DeadLetter letter(long n) {
    return DeadLetter.newBuilder()
        .setReason(DeadLetterReason.MALFORMED)
        .setMessage("the story says so")
        .setOrigin("story/" + n)
        .setTimestamp(BEGINNING)
        .setCount(1)
        .setPayload(ByteBuffer.allocate(0))
        .setPayloadSize(0)
        .build();
  }
}
