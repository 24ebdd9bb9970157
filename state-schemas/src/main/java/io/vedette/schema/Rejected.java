package io.vedette.schema;

import io.vedette.schema.result.DeadLetter;

/**
 * Input that could become nothing that its source emits, on its way to the dead letters.
 *
 * @param letter what, where and why
 */
public record Rejected(DeadLetter letter)
    implements MetricRecord,
        ControlRecord,
        LogRecord,
        SpanRecord,
        AlertRecord,
        ChangeRecord,
        EventInput {}
