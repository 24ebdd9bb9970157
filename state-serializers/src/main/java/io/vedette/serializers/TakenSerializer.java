package io.vedette.serializers;

import io.vedette.schema.Rejected;
import io.vedette.schema.result.DeadLetter;
import java.io.IOException;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;
import org.apache.flink.formats.avro.typeutils.AvroSerializer;
import org.jspecify.annotations.Nullable;

/**
 * What a source takes or refuses: one byte for which of the two it is, then the record or the
 * letter by Avro. Never in state.
 *
 * @param <R> the one or the other
 * @param <T> what is taken
 */
abstract class TakenSerializer<R, T extends SpecificRecord> extends WireSerializer<R> {

  private static final long serialVersionUID = 1L;

  private final TypeSerializer<T> records;
  private final TypeSerializer<DeadLetter> letters = new AvroSerializer<>(DeadLetter.class);

  TakenSerializer(Class<T> type) {
    records = new AvroSerializer<>(type);
  }

  /** What was taken; null for what was not. */
  abstract @Nullable T taken(R record);

  /** What was refused; null for what was not. */
  abstract @Nullable Rejected rejected(R record);

  abstract R of(T taken);

  abstract R of(Rejected rejected);

  @Override
  public R createInstance() {
    return of(records.createInstance());
  }

  @Override
  public void serialize(R record, DataOutputView target) throws IOException {
    T taken = taken(record);
    Rejected rejected = rejected(record);
    if (taken != null) {
      target.writeBoolean(true);
      records.serialize(taken, target);
    } else if (rejected != null) {
      target.writeBoolean(false);
      letters.serialize(rejected.letter(), target);
    }
  }

  @Override
  public R deserialize(DataInputView source) throws IOException {
    return source.readBoolean()
        ? of(records.deserialize(source))
        : of(new Rejected(letters.deserialize(source)));
  }
}
