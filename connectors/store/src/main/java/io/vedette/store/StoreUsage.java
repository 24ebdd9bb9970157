package io.vedette.store;

/**
 * How much is kept.
 *
 * @param bytes on disk
 * @param points points as they came, those to be dropped as repeated included
 * @param rolledUp steps
 * @param incidents incidents
 * @param oldestPoint event time of the oldest point kept as it came, milliseconds since the epoch;
 *     0 without any
 */
public record StoreUsage(
    long bytes, long points, long rolledUp, long incidents, long oldestPoint) {}
