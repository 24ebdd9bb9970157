package io.vedette.serializers;

import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.control.NoiseRule;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.types.StringValue;

/** The rule's key, a byte for whether there is a rule, and the rule by Avro. */
public final class NoiseRuleChangeSerializer extends WireSerializer<NoiseRuleChange> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final NoiseRuleChangeSerializer INSTANCE = new NoiseRuleChangeSerializer();

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<NoiseRule> rules = new AvroSerializer<>(NoiseRule.class);

  @Override
  public NoiseRuleChangeSerializer duplicate() {
    return new NoiseRuleChangeSerializer();
  }

  @Override
  public NoiseRuleChange createInstance() {
    return new NoiseRuleChange("", null);
  }

  @Override
  public void serialize(NoiseRuleChange change, DataOutputView target) throws IOException {
    StringValue.writeString(change.key(), target);
    NoiseRule rule = change.rule();
    target.writeBoolean(rule != null);
    if (rule != null) {
      rules.serialize(rule, target);
    }
  }

  @Override
  public NoiseRuleChange deserialize(DataInputView source) throws IOException {
    String key = StringValue.readString(source);
    return new NoiseRuleChange(key, source.readBoolean() ? rules.deserialize(source) : null);
  }

  @Override
  public TypeSerializerSnapshot<NoiseRuleChange> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<NoiseRuleChange> {
    /** For Flink. */
    public Snapshot() {
      super(NoiseRuleChangeSerializer::new);
    }
  }
}
