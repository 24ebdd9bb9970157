package io.vedette.algorithms.detect;

import io.vedette.schema.result.Direction;

/**
 * What a detector says of one sample. Mutable and reused: valid until the next call that fills it.
 */
public final class Verdict {

  private boolean warmingUp = true;
  private double expected = Double.NaN;
  private double lower = Double.NaN;
  private double upper = Double.NaN;

  /** How many times as surprising as the threshold; the score is 1 - 2^-n of it. */
  private double excess;

  private boolean anomaly;
  private Direction direction = Direction.ABOVE;
  private double surprise = Double.NaN;
  private Channel channel = Channel.VALUE;
  private double before = Double.NaN;
  private double usual = Double.NaN;

  /** Makes this the verdict on nothing: warming up, no band. */
  public void clear() {
    warmingUp = true;
    expected = Double.NaN;
    lower = Double.NaN;
    upper = Double.NaN;
    excess = 0;
    anomaly = false;
    direction = Direction.ABOVE;
    surprise = Double.NaN;
    channel = Channel.VALUE;
    before = Double.NaN;
    usual = Double.NaN;
  }

  /**
   * Makes this the verdict on a value by a band that is known, as for a sample that is corrected.
   *
   * @param value finite
   * @param expected what was expected, in the same unit
   * @param lower lower end of the band, may be infinite
   * @param upper upper end of the band, may be infinite
   */
  public void judge(double value, double expected, double lower, double upper) {
    setBand(expected, lower, upper);
    Direction side = value < expected ? Direction.BELOW : Direction.ABOVE;
    double half = side == Direction.BELOW ? expected - lower : upper - expected;
    if (Double.isInfinite(half)) {
      // a side that nobody watches
      decide(0, false, side);
    } else {
      double distance = value == expected ? 0 : Math.abs(value - expected) / half;
      decide(distance, distance > 1, side);
    }
  }

  void setBand(double expected, double lower, double upper) {
    this.warmingUp = false;
    this.expected = expected;
    this.lower = lower;
    this.upper = upper;
    this.excess = 0;
    this.anomaly = false;
    this.direction = Direction.ABOVE;
    this.surprise = Double.NaN;
    this.channel = Channel.VALUE;
    this.before = Double.NaN;
    this.usual = Double.NaN;
  }

  /**
   * Sets what was decided.
   *
   * @param excess how many times as surprising as the threshold, 0 or above
   */
  void decide(double excess, boolean anomaly, Direction direction) {
    this.excess = excess;
    this.anomaly = anomaly;
    this.direction = direction;
  }

  /**
   * Judges again as if the threshold were another: what is news must be so many times as
   * surprising, and the band is so many times as wide.
   *
   * @param value the sample this is the verdict on
   * @param factor above 0; above 1 is less sensitive
   */
  public void relax(double value, double factor) {
    if (warmingUp) {
      return;
    }
    lower = expected - factor * (expected - lower);
    upper = expected + factor * (upper - expected);
    excess /= factor;
    anomaly = excess >= 1 || value < lower || value > upper;
  }

  void explain(Channel channel, double surprise) {
    this.channel = channel;
    this.surprise = surprise;
  }

  void compare(double before, double usual) {
    this.before = before;
    this.usual = usual;
  }

  /** Whether too little is known for a verdict; then there is no band and the score is 0. */
  public boolean isWarmingUp() {
    return warmingUp;
  }

  /** What was expected, in the unit of the series; NaN while warming up. */
  public double expected() {
    return expected;
  }

  /** Lower end of the band; NaN while warming up, minus infinity when that side is not watched. */
  public double lower() {
    return lower;
  }

  /** Upper end of the band; NaN while warming up, infinity when that side is not watched. */
  public double upper() {
    return upper;
  }

  /** Surprise: 0 as expected, 0.5 at the band's edge, towards 1 beyond. */
  public double score() {
    return scoreOf(excess);
  }

  /**
   * How bad it is, 0 to 1: the score, or by how many half widths of the band the value is off, 1 -
   * 2^-n, whichever is more. So what goes on is not taken lightly because it is no longer news.
   *
   * @param value the sample this is the verdict on
   */
  public double gravity(double value) {
    double half = value < expected ? expected - lower : upper - expected;
    boolean isOut = value < lower || value > upper;
    return scoreOf(isOut ? Math.max(excess, Math.abs(value - expected) / half) : excess);
  }

  private static double scoreOf(double excess) {
    return 1 - Math.pow(2, -excess);
  }

  /** Whether the sample lies outside the band. */
  public boolean isAnomaly() {
    return anomaly;
  }

  /** Side of the expected value; ABOVE when the sample is exactly as expected. */
  public Direction direction() {
    return direction;
  }

  /** Which view of the series decided; {@link Channel#VALUE} when there is but one. */
  public Channel channel() {
    return channel;
  }

  /**
   * Share of the samples of this series that are at least as surprising; NaN while warming up and
   * where the detector does not know.
   */
  public double probability() {
    return Math.pow(10, -surprise);
  }

  /** The value before this one, in the unit of the series; NaN where it is not known. */
  public double before() {
    return before;
  }

  /**
   * What the channel compares the value with, in the unit of the series: for {@link Channel#SEASON}
   * what is usual at this hour of the week, for {@link Channel#RANGE} the long-run level, else what
   * is usual at this hour of the day. NaN where it is not known.
   */
  public double usual() {
    return usual;
  }
}
