package io.vedette.gateway.ingest;

import org.jspecify.annotations.Nullable;

/**
 * What a check found in a body that can be read.
 *
 * @param samples good ones that stood in the body as such
 * @param histograms good native histograms
 * @param refused samples that will not be taken, while the rest will
 * @param firstRefusal which, where and why; null when none is refused
 * @param unit what they are called, in the plural
 */
record Verdict(
    long samples, long histograms, long refused, @Nullable String firstRefusal, String unit) {

  /** The unit of logs. */
  static final String LOG_LINES = "log lines";

  /** The unit of traces. */
  static final String SPANS = "spans";

  /** Of samples. */
  Verdict(long samples, long histograms, long refused, @Nullable String firstRefusal) {
    this(samples, histograms, refused, firstRefusal, "samples");
  }

  /** Samples and histograms that are good. */
  long good() {
    return samples + histograms;
  }

  /** Whether there is nothing in it, good or bad. */
  boolean isEmpty() {
    return good() == 0 && refused == 0;
  }

  /** The refused ones in words. */
  String refusedInWords() {
    return refused + " of " + (good() + refused) + " " + unit + " refused: " + firstRefusal;
  }

  /** The same with its words fit for an answer. */
  Verdict shortened(int maxChars) {
    return firstRefusal == null
        ? this
        : new Verdict(samples, histograms, refused, Words.fit(firstRefusal, maxChars), unit);
  }
}
