package io.vedette.demo;

/**
 * The detector the shop is made for, in its plainest form: exponentially weighted mean and variance
 * (alpha 0.1), band of four deviations, alert when three of the last five samples lie outside.
 * Samples outside count as if they lay on the band's edge, so that they do not widen it much.
 */
final class BandDetector {

  private static final double ALPHA = 0.1;
  private static final double BAND = 4;
  private static final int WARM_UP = 60;

  private double mean;
  private double variance;
  private int seen;
  private int outside;

  /** Takes a sample and says whether an alert fires. */
  boolean fires(double value) {
    if (seen == 0) {
      mean = value;
    }
    double edge = BAND * Math.max(Math.sqrt(variance), 1e-3 * Math.abs(mean));
    double distance = value - mean;
    boolean warm = seen++ >= WARM_UP;
    outside = (outside << 1 | (warm && Math.abs(distance) > edge ? 1 : 0)) & 0b11111;
    double clipped = warm ? Math.max(-edge, Math.min(edge, distance)) : distance;
    mean += ALPHA * clipped;
    variance = (1 - ALPHA) * (variance + ALPHA * clipped * clipped);
    return Integer.bitCount(outside) >= 3;
  }
}
