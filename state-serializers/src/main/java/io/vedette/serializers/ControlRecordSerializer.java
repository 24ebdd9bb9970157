package io.vedette.serializers;

import io.vedette.schema.ControlRecord;
import io.vedette.schema.IncidentControl;
import io.vedette.schema.NamesModel;
import io.vedette.schema.NamesModelKey;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.Rejected;
import io.vedette.schema.RuleChange;
import io.vedette.schema.SeriesFeedback;
import io.vedette.schema.SeriesModel;
import io.vedette.schema.control.FeedbackCommand;
import io.vedette.schema.control.IncidentCommand;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.ModelStatus;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.apache.flink.types.StringValue;

/** One byte for the kind of control, then its parts. */
public final class ControlRecordSerializer extends WireSerializer<ControlRecord> {

  /** The instance to hand to Flink, which duplicates it before use. */
  public static final ControlRecordSerializer INSTANCE = new ControlRecordSerializer();

  private static final long serialVersionUID = 1L;
  private static final int REJECTED = 0;
  private static final int FEEDBACK = 1;
  private static final int RULE = 2;
  private static final int MODEL = 3;
  private static final int INCIDENT = 4;
  private static final int NOISE = 5;
  private static final int NAMES = 6;

  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);
  private final TypeSerializer<FeedbackCommand> commands =
      new AvroSerializer<>(FeedbackCommand.class);
  private final TypeSerializer<IncidentCommand> incidents =
      new AvroSerializer<>(IncidentCommand.class);
  private final TypeSerializer<ModelRecord> models = new AvroSerializer<>(ModelRecord.class);
  private final TypeSerializer<NamesModelRecord> names =
      new AvroSerializer<>(NamesModelRecord.class);
  private final RuleChangeSerializer rules = new RuleChangeSerializer();
  private final NoiseRuleChangeSerializer noiseRules = new NoiseRuleChangeSerializer();

  @Override
  public ControlRecordSerializer duplicate() {
    return new ControlRecordSerializer();
  }

  @Override
  public ControlRecord createInstance() {
    return rules.createInstance();
  }

  @Override
  public void serialize(ControlRecord record, DataOutputView target) throws IOException {
    if (record instanceof SeriesFeedback feedback) {
      target.writeByte(FEEDBACK);
      target.writeLong(feedback.seriesHash());
      commands.serialize(feedback.command(), target);
    } else if (record instanceof SeriesModel trained) {
      target.writeByte(MODEL);
      target.writeLong(trained.seriesHash());
      StringValue.writeString(trained.place().name(), target);
      ModelRecord model = trained.model();
      target.writeBoolean(model != null);
      if (model != null) {
        models.serialize(model, target);
      }
    } else if (record instanceof RuleChange change) {
      target.writeByte(RULE);
      rules.serialize(change, target);
    } else if (record instanceof IncidentControl control) {
      target.writeByte(INCIDENT);
      incidents.serialize(control.command(), target);
    } else if (record instanceof NoiseRuleChange change) {
      target.writeByte(NOISE);
      noiseRules.serialize(change, target);
    } else if (record instanceof NamesModel trained) {
      target.writeByte(NAMES);
      StringValue.writeString(trained.key().toString(), target);
      NamesModelRecord model = trained.model();
      target.writeBoolean(model != null);
      if (model != null) {
        names.serialize(model, target);
      }
    } else if (record instanceof Rejected rejected) {
      target.writeByte(REJECTED);
      letters.serialize(rejected.letter(), target);
    }
  }

  @Override
  public ControlRecord deserialize(DataInputView source) throws IOException {
    return switch (source.readByte()) {
      case FEEDBACK -> new SeriesFeedback(source.readLong(), commands.deserialize(source));
      case MODEL ->
          new SeriesModel(
              source.readLong(),
              ModelStatus.valueOf(StringValue.readString(source)),
              source.readBoolean() ? models.deserialize(source) : null);
      case INCIDENT -> new IncidentControl(incidents.deserialize(source));
      case RULE -> rules.deserialize(source);
      case NOISE -> noiseRules.deserialize(source);
      case NAMES -> {
        String key = StringValue.readString(source);
        yield new NamesModel(
            NamesModelKey.find(key).orElseThrow(() -> new IOException("no key: " + key)),
            source.readBoolean() ? names.deserialize(source) : null);
      }
      case REJECTED -> new Rejected(letters.deserialize(source));
      default -> throw new IOException("neither a control nor a rejection");
    };
  }

  @Override
  public TypeSerializerSnapshot<ControlRecord> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<ControlRecord> {
    /** For Flink. */
    public Snapshot() {
      super(ControlRecordSerializer::new);
    }
  }
}
