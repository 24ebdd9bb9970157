package io.vedette.jobs.streaming;

import io.vedette.schema.MinedLine;
import io.vedette.schema.result.LogTemplate;
import org.apache.flink.api.connector.sink2.Sink;
import org.jspecify.annotations.Nullable;

/**
 * Where the streaming graph writes what it finds in logs, beside samples and alerts.
 *
 * @param templates what became of log templates
 * @param lines the template of every line; null for none, which spares the miner the work
 */
public record LogSinks(Sink<LogTemplate> templates, @Nullable Sink<MinedLine> lines) {}
