package io.vedette.functions.logs;

import io.vedette.functions.StateRetention;
import io.vedette.schema.logs.MinedServiceRecord;
import java.time.Duration;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.LongSerializer;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;

/**
 * The states of {@link MineLogTemplate}, named once. Keyed by service.
 *
 * <p>Some 300 bytes a template and its text twice, and up to three lines kept of it: about 1 KiB. A
 * service has at most {@code maxTemplates} of them.
 */
public final class MineLogTemplateStates {

  private MineLogTemplateStates() {}

  /** {@code templates}: each template of a service by its identity. */
  public static MapStateDescriptor<Long, MinedTemplate> templates(Duration retention) {
    MapStateDescriptor<Long, MinedTemplate> templates =
        new MapStateDescriptor<>(
            "templates", LongSerializer.INSTANCE, new MinedTemplateSerializer());
    templates.enableTimeToLive(StateRetention.ofEntries(retention));
    return templates;
  }

  /** {@code service}: what is kept of a service beside its templates. */
  public static ValueStateDescriptor<MinedServiceRecord> service(Duration retention) {
    ValueStateDescriptor<MinedServiceRecord> service =
        new ValueStateDescriptor<>("service", new AvroTypeInfo<>(MinedServiceRecord.class));
    service.enableTimeToLive(StateRetention.afterLastWrite(retention));
    return service;
  }
}
