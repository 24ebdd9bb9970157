package io.vedette.store;

/**
 * Up to where a partition of Kafka was written.
 *
 * @param topic its topic
 * @param partition its number
 * @param topicId identity of the topic: another one when it was made anew
 * @param epoch how often the topic was made anew, from 0
 * @param next offset of the first record that was not written
 */
public record Position(String topic, int partition, String topicId, int epoch, long next) {

  private static final int OFFSET_BITS = 47;

  /** The version of a record: later records of a partition have higher ones, for ever. */
  public static long version(int epoch, long offset) {
    return ((long) epoch << OFFSET_BITS) | offset;
  }

  /** Orders the positions of one partition. */
  public long version() {
    return version(epoch, next);
  }
}
