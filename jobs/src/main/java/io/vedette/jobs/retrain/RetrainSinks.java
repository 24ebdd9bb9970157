package io.vedette.jobs.retrain;

import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.DeadLetter;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Where the retrain graph writes.
 *
 * @param models each as soon as it is trained; a record written twice must count once
 * @param names models of names, likewise
 * @param deadLetters history that could not be read; null where the streaming job has told it
 *     already
 */
public record RetrainSinks(
    Sink<ModelRecord> models,
    Sink<NamesModelRecord> names,
    @Nullable Sink<DeadLetter> deadLetters) {}
