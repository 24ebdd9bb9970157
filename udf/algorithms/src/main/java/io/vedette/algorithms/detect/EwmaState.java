package io.vedette.algorithms.detect;

import io.vedette.schema.state.EwmaStateRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EwmaDetector} knows of one series. Mutable: the detector changes it in place.
 *
 * <p>A <em>run</em> begins with a sample out of the band and ends after {@link #QUIET} samples in a
 * row inside it, or when it is adopted; what lies inside the band meanwhile belongs to it. So
 * neither a fault that flickers nor a regime that now and then touches the old band starts anew
 * with every sample inside.
 *
 * <p>80 bytes on the heap, 40 more while a run lasts; 68 bytes stored. The stored form is {@link
 * EwmaStateRecord}, so the algorithm may be rewritten without touching what older checkpoints hold.
 */
public final class EwmaState {

  /**
   * Samples inside the band in a row that end a run. As many as resolve an alert by default: while
   * an alert fires its run goes on, and a run cannot go on for ever.
   */
  public static final int QUIET = 5;

  /** Version of the stored form that this class writes. */
  private static final int VERSION = 1;

  private long samples;
  private WeightedMoments normal;

  /** Samples of the present run that lie out of the band; 0 when there is no run. */
  private int run;

  /** Samples inside the band since the last one out of it, while there is a run. */
  private int quiet;

  /** What the samples of the run alone, inside and out, would make the normal level. */
  private @Nullable WeightedMoments candidate;

  /** Knows nothing yet. */
  public EwmaState() {
    this.normal = new WeightedMoments();
  }

  private EwmaState(
      long samples,
      WeightedMoments normal,
      int run,
      int quiet,
      @Nullable WeightedMoments candidate) {
    this.samples = samples;
    this.normal = normal;
    this.run = run;
    this.quiet = quiet;
    this.candidate = candidate;
  }

  /**
   * The living form of what was stored.
   *
   * @throws IllegalArgumentException when a later release wrote it in a form this one cannot read
   */
  public static EwmaState fromStored(EwmaStateRecord stored) {
    if (stored.getVersion() != VERSION) {
      throw new IllegalArgumentException(
          "EWMA state of version "
              + stored.getVersion()
              + ": this release reads version "
              + VERSION
              + "; restore it with the release that wrote it");
    }
    return new EwmaState(
        stored.getSamples(),
        new WeightedMoments(stored.getWeight(), stored.getMean(), stored.getVariance()),
        stored.getRun(),
        stored.getRunQuiet(),
        stored.getRun() == 0
            ? null
            : new WeightedMoments(
                stored.getRunWeight(), stored.getRunMean(), stored.getRunVariance()));
  }

  /** The form to store; {@link #fromStored} of it goes on exactly as this would. */
  public EwmaStateRecord toStored() {
    WeightedMoments ofRun = candidate == null ? new WeightedMoments() : candidate;
    return new EwmaStateRecord(
        VERSION,
        samples,
        normal.weight(),
        normal.mean(),
        normal.variance(),
        run,
        ofRun.weight(),
        ofRun.mean(),
        ofRun.variance(),
        quiet);
  }

  /** A copy that shares nothing with this. */
  public EwmaState copy() {
    return new EwmaState(
        samples, normal.copy(), run, quiet, candidate == null ? null : candidate.copy());
  }

  /** Samples seen, those out of the band included. */
  public long samples() {
    return samples;
  }

  /** Samples out of the band in the present run; 0 when there is none. */
  public int run() {
    return run;
  }

  double mean() {
    return normal.mean();
  }

  double standardDeviation(double alpha) {
    return normal.standardDeviation(alpha);
  }

  /** Learns a sample that lies in the band; the {@link #QUIET}-th in a row ends a run. */
  void learnWithin(double alpha, double value) {
    samples++;
    normal.learn(alpha, value);
    WeightedMoments ofRun = candidate;
    if (ofRun != null) {
      ofRun.learn(alpha, value);
      quiet++;
      if (quiet >= QUIET) {
        endRun();
      }
    }
  }

  /**
   * Takes note of a sample out of the band. It teaches the normal level nothing; the {@code
   * adoptAfter}-th of a run makes the run the normal level.
   */
  void learnBeyond(double alpha, double value, int adoptAfter) {
    samples++;
    run++;
    quiet = 0;
    WeightedMoments ofRun = candidate;
    if (ofRun == null) {
      ofRun = new WeightedMoments();
      candidate = ofRun;
    }
    ofRun.learn(alpha, value);
    if (run >= adoptAfter) {
      normal = ofRun;
      endRun();
    }
  }

  private void endRun() {
    run = 0;
    quiet = 0;
    candidate = null;
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
