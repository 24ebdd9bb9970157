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

/**
 * Forty steady gauges, each with five minutes of trouble: record n is the same at every reading.
 *
 * <p>Two halves of twenty gauges; a half's samples are interleaved, its records contiguous, so that
 * two readers never share a gauge. Each 97th record is a rejection instead.
 */
public final class Story {

  /** 2023-11-14T22:13:20Z. */
  public static final long BEGINNING = 1_700_000_000_000L;

  private static final int GAUGES = 40;
  private static final int HALF = GAUGES / 2;
  private static final int SAMPLES = 100;
  private static final int TROUBLE_BEGINS = 60;
  private static final int TROUBLE_ENDS = 70;
  private static final int REJECTION_EACH = 97;
  private static final long MINUTE = 60_000;

  /** Number of records. */
  public static final int RECORDS = GAUGES * SAMPLES;

  private Story() {}

  /** A scripted source of it. */
  public static ScriptedSource source() {
    return ScriptedSource.of(RECORDS, Story::record);
  }

  /** Record n. */
  public static MetricRecord record(long n) {
    if (n % REJECTION_EACH == REJECTION_EACH - 1) {
      return new Rejected(letter(n));
    }
    int half = (int) (n / (RECORDS / 2));
    int within = (int) (n % (RECORDS / 2));
    int gauge = half * HALF + within % HALF;
    int step = within / HALF;
    return new Sample(series(gauge), BEGINNING + step * MINUTE, value(gauge, step));
  }

  /** Rejections among the records. */
  public static int rejections() {
    return RECORDS / REJECTION_EACH;
  }

  private static Series series(int gauge) {
    return new Series(
        Labels.of("__name__", "queue_length", "service", "s" + gauge), MetricKind.GAUGE);
  }

  private static double value(int gauge, int step) {
    boolean inTrouble = step >= TROUBLE_BEGINS && step < TROUBLE_ENDS;
    return inTrouble ? 900 + gauge : 100 + (step * 7 + gauge) % 5;
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
