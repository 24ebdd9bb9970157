package io.vedette.formats.metrics;

import io.vedette.schema.result.DeadLetterReason;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Counts what is in a body and keeps nothing of it: the structural check of a gateway, and the
 * numbers of the remote-write 2.0 response headers.
 *
 * <pre>
 *   samples() = plainSamples() + 2 * histograms(), buckets made of histograms not counted
 * </pre>
 *
 * <p>Exemplars are never kept, so {@code X-Prometheus-Remote-Write-Exemplars-Written} is always 0.
 */
public final class MetricCounts implements MetricVisitor {

  private long series;
  private long samples;
  private long histograms;
  private long rejected;
  private @Nullable String firstRejection;
  private @Nullable DeadLetterReason firstReason;

  @Override
  public void series(SeriesRef ref) {
    series++;
  }

  @Override
  public void sample(long timestamp, double value) {
    samples++;
  }

  @Override
  public void bucket(long timestamp, double value) {}

  @Override
  public void histogram() {
    histograms++;
  }

  @Override
  public void rejected(DeadLetterReason reason, String message, int lost) {
    rejected += lost;
    if (firstRejection == null) {
      firstReason = reason;
      firstRejection = message;
    }
  }

  /** Starts again from zero. */
  public void reset() {
    series = 0;
    samples = 0;
    histograms = 0;
    rejected = 0;
    firstRejection = null;
    firstReason = null;
  }

  /** Times a series began; a native histogram begins two, and one for each bucket told. */
  public long series() {
    return series;
  }

  /** Samples told, those derived from native histograms included. */
  public long samples() {
    return samples;
  }

  /** Samples that stood in the body as such: {@code X-Prometheus-Remote-Write-Samples-Written}. */
  public long plainSamples() {
    return samples - 2 * histograms;
  }

  /** Native histograms taken: {@code X-Prometheus-Remote-Write-Histograms-Written}. */
  public long histograms() {
    return histograms;
  }

  /** Samples refused while the rest of the body was read. */
  public long rejected() {
    return rejected;
  }

  /** What was refused first, where and why. */
  public Optional<String> firstRejection() {
    return Optional.ofNullable(firstRejection);
  }

  /** The word for {@link #firstRejection}. */
  public Optional<DeadLetterReason> firstReason() {
    return Optional.ofNullable(firstReason);
  }
}
