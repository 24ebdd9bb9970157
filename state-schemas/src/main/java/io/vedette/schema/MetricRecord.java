package io.vedette.schema;

import org.jspecify.annotations.Nullable;

/**
 * What a metric source emits: a sample, a sample of a histogram's bucket, or the refusal of
 * something that could not be one.
 */
public sealed interface MetricRecord permits Sample, BucketSample, Rejected {

  /** The sample that a record is or holds, null for a rejection. */
  static @Nullable Sample sampleIn(MetricRecord record) {
    if (record instanceof Sample sample) {
      return sample;
    }
    return record instanceof BucketSample bucket ? bucket.sample() : null;
  }
}
