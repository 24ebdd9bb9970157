package io.vedette.formats.alerts;

import io.vedette.formats.RecordDecoder;
import io.vedette.formats.RecordVisitor;
import io.vedette.formats.mapping.Item;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.mapping.MappingKind;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.alert.IncomingAlert;
import java.util.List;

/** Alerts of any tool by a mapping. Thread-safe. */
public final class MappedAlertDecoder implements RecordDecoder<IncomingAlert> {

  private final Mapping mapping;
  private final DecoderLimits limits;

  /** By a mapping that makes alerts. */
  public MappedAlertDecoder(Mapping mapping, DecoderLimits limits) {
    if (mapping.kind() != MappingKind.ALERTS) {
      throw new IllegalArgumentException("mapping " + mapping + " makes no alerts");
    }
    this.mapping = mapping;
    this.limits = limits;
  }

  @Override
  public void decode(
      byte[] body, int offset, int length, long received, RecordVisitor<IncomingAlert> visitor)
      throws UnreadableBodyException {
    limits.checkSize(length);
    List<Item> items = mapping.items(body, offset, length);
    for (int i = 0; i < items.size(); i++) {
      Item item = items.get(i);
      AlertJson.tell(i, () -> draft(item), received, limits, visitor);
    }
  }

  private AlertDraft draft(Item item) {
    AlertDraft draft = new AlertDraft(mapping.name(), mapping.labels(item));
    for (String field : MappingKind.ALERTS.fields()) {
      draft.with(field, mapping.field(field, item));
    }
    return draft;
  }
}
