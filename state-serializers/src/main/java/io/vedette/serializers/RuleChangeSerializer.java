package io.vedette.serializers;

import io.vedette.schema.RuleChange;
import io.vedette.schema.control.DetectorRule;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.types.StringValue;

/** The rule's id, a byte for whether there is a rule, and the rule by Avro. */
public final class RuleChangeSerializer extends WireSerializer<RuleChange> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final RuleChangeSerializer INSTANCE = new RuleChangeSerializer();

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<DetectorRule> rules = new AvroSerializer<>(DetectorRule.class);

  @Override
  public RuleChangeSerializer duplicate() {
    return new RuleChangeSerializer();
  }

  @Override
  public RuleChange createInstance() {
    return new RuleChange("", null);
  }

  @Override
  public void serialize(RuleChange change, DataOutputView target) throws IOException {
    StringValue.writeString(change.id(), target);
    DetectorRule rule = change.rule();
    target.writeBoolean(rule != null);
    if (rule != null) {
      rules.serialize(rule, target);
    }
  }

  @Override
  public RuleChange deserialize(DataInputView source) throws IOException {
    String id = StringValue.readString(source);
    return new RuleChange(id, source.readBoolean() ? rules.deserialize(source) : null);
  }

  @Override
  public TypeSerializerSnapshot<RuleChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<RuleChange> {
    /** For Flink. */
    public Snapshot() {
      super(RuleChangeSerializer::new);
    }
  }
}
