package io.vedette.algorithms.detect;

import io.vedette.schema.state.EwmaStateRecord;
import org.jspecify.annotations.Nullable;

/**
 * What {@link EwmaDetector} knows of one series. Mutable: the detector changes it in place.
 *
 * <p>72 bytes on the heap, 40 more while a run out of the band lasts; 64 bytes stored. The stored
 * form is {@link EwmaStateRecord}, so the algorithm may be rewritten without touching what older
 * checkpoints hold.
 */
public final class EwmaState {

  /** Version of the stored form that this class writes. */
  private static final int VERSION = 1;

  private long samples;
  private WeightedMoments normal;

  /** Samples out of the band in a row, and what they alone would make the normal level. */
  private int run;

  private @Nullable WeightedMoments candidate;

  /** Knows nothing yet. */
  public EwmaState() {
    this.normal = new WeightedMoments();
  }

  private EwmaState(
      long samples, WeightedMoments normal, int run, @Nullable WeightedMoments candidate) {
    this.samples = samples;
    this.normal = normal;
    this.run = run;
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
        ofRun.variance());
  }

  /** A copy that shares nothing with this. */
  public EwmaState copy() {
    return new EwmaState(samples, normal.copy(), run, candidate == null ? null : candidate.copy());
  }

  /** Samples seen, those out of the band included. */
  public long samples() {
    return samples;
  }

  /** Samples out of the band in a row, up to the last one. */
  public int run() {
    return run;
  }

  double mean() {
    return normal.mean();
  }

  double standardDeviation(double alpha) {
    return normal.standardDeviation(alpha);
  }

  /** Learns a sample that lies in the band; whatever run there was is over. */
  void learnWithin(double alpha, double value) {
    samples++;
    run = 0;
    candidate = null;
    normal.learn(alpha, value);
  }

  /**
   * Takes note of a sample out of the band. The first of a run teaches as if it lay on the edge,
   * the rest teach nothing; the {@code adoptAfter}-th makes the run the normal level.
   */
  void learnBeyond(double alpha, double value, double edge, int adoptAfter) {
    samples++;
    run++;
    WeightedMoments ofRun = candidate;
    if (ofRun == null) {
      ofRun = new WeightedMoments();
      candidate = ofRun;
      normal.learn(alpha, edge);
    }
    ofRun.learn(alpha, value);
    if (run >= adoptAfter) {
      normal = ofRun;
      candidate = null;
      run = 0;
    }
  }

  @Override
  public String toString() {
    return toStored().toString();
  }
}
