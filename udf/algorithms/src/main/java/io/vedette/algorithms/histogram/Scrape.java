package io.vedette.algorithms.histogram;

import io.vedette.schema.state.OpenScrapeRecord;
import java.util.Arrays;

/** The counts of a histogram's buckets at one time, as far as they came. */
final class Scrape {

  final long at;
  double[] counts;
  boolean ended;

  /** A scrape of which nothing came yet. */
  Scrape(long at, int buckets) {
    this.at = at;
    this.counts = new double[buckets];
    Arrays.fill(counts, Double.NaN);
  }

  private Scrape(long at, double[] counts, boolean ended) {
    this.at = at;
    this.counts = counts;
    this.ended = ended;
  }

  static Scrape fromStored(OpenScrapeRecord stored) {
    return new Scrape(stored.getAt(), Doubles.ofList(stored.getCounts()), stored.getEnded());
  }

  OpenScrapeRecord toStored() {
    return new OpenScrapeRecord(at, Doubles.toList(counts), ended);
  }

  Scrape copy() {
    return new Scrape(at, counts.clone(), ended);
  }
}
