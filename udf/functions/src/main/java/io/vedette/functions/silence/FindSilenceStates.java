package io.vedette.functions.silence;

import io.vedette.functions.StateRetention;
import io.vedette.schema.silence.SourceRecord;
import java.time.Duration;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The state of {@link FindSilence}, named once. Keyed by the hash of the source's labels.
 *
 * <p>About 500 bytes a source, and some 100 a label of each series it may have to tell of, of which
 * there are at most {@link SilenceOptions#findingsPerSource()}.
 */
public final class FindSilenceStates {

  private FindSilenceStates() {}

  /** {@code source}: how many of its series report, and what was found. */
  public static ValueStateDescriptor<SourceRecord> source(Duration retention) {
    ValueStateDescriptor<SourceRecord> source =
        new ValueStateDescriptor<>("source", new AvroTypeInfo<>(SourceRecord.class));
    source.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return source;
  }
}
