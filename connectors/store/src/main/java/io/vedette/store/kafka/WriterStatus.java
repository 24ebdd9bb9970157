package io.vedette.store.kafka;

import org.jspecify.annotations.Nullable;

/**
 * How the writer does. Every record read is stored, malformed or, of one forgotten, empty; one that
 * Kafka dropped before it was read is lost.
 *
 * @param stored records in the store since the start
 * @param malformed records that are not what their topic holds, passed over
 * @param lost records that Kafka had dropped before the store took them
 * @param failures writes and reads that failed, each tried again
 * @param lag records in Kafka that are not in the store yet, as far as known
 * @param problem what keeps it from writing; null when nothing does
 */
public record WriterStatus(
    long stored, long malformed, long lost, long failures, long lag, @Nullable String problem) {}
