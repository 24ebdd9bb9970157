package io.vedette.functions.incident;

import io.vedette.schema.incident.IncidentMessage;
import io.vedette.serializers.SerializerTypeInfo;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.base.TypeSerializerSingleton;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * One byte for the addressee, the key, and the message as {@link IncidentMessages} writes it: with
 * the fingerprint of its schema, so that letters in state are read by later releases.
 */
public final class IncidentLetterSerializer extends TypeSerializerSingleton<IncidentLetter> {

  /** Type information of letters. */
  public static final TypeInformation<IncidentLetter> TYPE =
      new SerializerTypeInfo<>(IncidentLetter.class, new IncidentLetterSerializer());

  private static final long serialVersionUID = 1L;
  private static final int TO_INCIDENT = 0;
  private static final int TO_ALERT = 1;
  private static final int TO_SERVICE = 2;

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public IncidentLetter createInstance() {
    return new IncidentLetter(Addressee.INCIDENT, "", new IncidentMessage());
  }

  @Override
  public IncidentLetter copy(IncidentLetter from) {
    return new IncidentLetter(
        from.to(), from.key(), IncidentMessage.newBuilder(from.message()).build());
  }

  @Override
  public IncidentLetter copy(IncidentLetter from, IncidentLetter reuse) {
    return copy(from);
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(IncidentLetter letter, DataOutputView target) throws IOException {
    target.writeByte(
        switch (letter.to()) {
          case INCIDENT -> TO_INCIDENT;
          case ALERT -> TO_ALERT;
          case SERVICE -> TO_SERVICE;
        });
    target.writeUTF(letter.key());
    byte[] message = IncidentMessages.write(letter.message());
    target.writeInt(message.length);
    target.write(message);
  }

  @Override
  public IncidentLetter deserialize(DataInputView source) throws IOException {
    Addressee to =
        switch (source.readByte()) {
          case TO_INCIDENT -> Addressee.INCIDENT;
          case TO_ALERT -> Addressee.ALERT;
          case TO_SERVICE -> Addressee.SERVICE;
          default -> throw new IOException("a letter to nobody");
        };
    String key = source.readUTF();
    byte[] message = new byte[source.readInt()];
    source.readFully(message);
    return new IncidentLetter(to, key, IncidentMessages.read(message));
  }

  @Override
  public IncidentLetter deserialize(IncidentLetter reuse, DataInputView source) throws IOException {
    return deserialize(source);
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) throws IOException {
    serialize(deserialize(source), target);
  }

  @Override
  public TypeSerializerSnapshot<IncidentLetter> snapshotConfiguration() {
    return new Snapshot();
  }

  /** What a checkpoint remembers of this serializer. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<IncidentLetter> {
    /** For Flink. */
    public Snapshot() {
      super(IncidentLetterSerializer::new);
    }
  }
}
