package io.vedette.serializers;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.state.EwmaStateRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSchemaCompatibility;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataInputViewStreamWrapper;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.apache.flink.formats.avro.utils.DataOutputEncoder;
import org.apache.flink.util.StringUtils;
import org.junit.jupiter.api.Test;

class MappedAvroSerializerTest {

  private static final Schema PRESENT = EwmaStateRecord.getClassSchema();

  private final Level.Serializer serializer = new Level.Serializer();

  @Test
  void livingObjectComesBackFromBytes() throws IOException {
    Level level = new Level(1.5, 0.25, 7);
    assertSame(read(serializer, bytes(serializer, level)), level);
  }

  @Test
  void copySharesNothingWithTheOriginal() {
    Level level = new Level(1.5, 0.25, 7);
    Level copy = serializer.copy(level);
    level.meanAndVariance[0] = 99;
    level.run = 99;
    assertSame(copy, new Level(1.5, 0.25, 7));
    assertSame(serializer.copy(copy, level), copy);
  }

  @Test
  void bytesAreCopiedWithoutChange() throws IOException {
    byte[] bytes = bytes(serializer, new Level(1.5, 0.25, 7));
    DataOutputSerializer copied = new DataOutputSerializer(64);
    serializer.copy(new DataInputDeserializer(bytes), copied);
    assertThat(copied.getCopyOfBuffer()).isEqualTo(bytes);
  }

  @Test
  void duplicateIsAnEqualSerializerOfItsOwn() {
    TypeSerializer<Level> duplicate = serializer.duplicate();
    assertThat(duplicate).isEqualTo(serializer).isNotSameAs(serializer);
    assertThat(duplicate.hashCode()).isEqualTo(serializer.hashCode());
  }

  @Test
  void snapshotOfThePresentSchemaIsCompatibleAsItIs() throws IOException {
    TypeSerializerSnapshot<Level> restored = snapshotWrittenWith(PRESENT);
    assertThat(compatibility(restored).isCompatibleAsIs()).isTrue();
    Level level = new Level(1.5, 0.25, 7);
    assertSame(read(restored.restoreSerializer(), bytes(serializer, level)), level);
  }

  @Test
  void stateFromBeforeAFieldWasAddedTakesItsDefault() throws IOException {
    Schema older = presentWithout("run");
    TypeSerializerSnapshot<Level> restored = snapshotWrittenWith(older);

    assertThat(compatibility(restored).isCompatibleAfterMigration()).isTrue();
    GenericRecord stored = new GenericData.Record(older);
    for (Field field : older.getFields()) {
      stored.put(field.name(), GenericData.get().getDefaultValue(field));
    }
    stored.put("mean", 1.5);
    stored.put("variance", 0.25);
    assertSame(read(restored.restoreSerializer(), bytes(stored)), new Level(1.5, 0.25, 0));
  }

  @Test
  void stateWithAFieldOfAnotherTypeIsRefused() throws IOException {
    Schema retyped =
        with(
            keeping(field -> !field.name().equals("mean")),
            new Field("mean", Schema.create(Schema.Type.STRING), null, ""));
    assertThat(retyped).isNotEqualTo(PRESENT);
    assertThat(compatibility(snapshotWrittenWith(retyped)).isIncompatible()).isTrue();
  }

  private TypeSerializerSchemaCompatibility<Level> compatibility(
      TypeSerializerSnapshot<Level> old) {
    return serializer.snapshotConfiguration().resolveSchemaCompatibility(old);
  }

  private static Schema presentWithout(String name) {
    return keeping(field -> !field.name().equals(name));
  }

  private static Schema with(Schema schema, Field added) {
    List<Field> fields = new ArrayList<>();
    schema.getFields().forEach(field -> fields.add(new Field(field, field.schema())));
    fields.add(added);
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }

  private static Schema keeping(Predicate<Field> kept) {
    List<Field> fields = new ArrayList<>();
    for (Field field : PRESENT.getFields()) {
      if (kept.test(field)) {
        fields.add(new Field(field, field.schema()));
      }
    }
    return Schema.createRecord(
        PRESENT.getName(), PRESENT.getDoc(), PRESENT.getNamespace(), false, fields);
  }

  /**
   * The snapshot as a release with that schema would have written it: the bytes of ours, the schema
   * in them replaced.
   */
  private TypeSerializerSnapshot<Level> snapshotWrittenWith(Schema schema) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    TypeSerializerSnapshot.writeVersionedSnapshot(out, serializer.snapshotConfiguration());
    byte[] bytes = replace(out.getCopyOfBuffer(), framed(PRESENT), framed(schema));
    return TypeSerializerSnapshot.readVersionedSnapshot(
        new DataInputViewStreamWrapper(new ByteArrayInputStream(bytes)),
        MappedAvroSerializerTest.class.getClassLoader());
  }

  private static byte[] framed(Schema schema) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(4096);
    StringUtils.writeString(schema.toString(false), out);
    return out.getCopyOfBuffer();
  }

  private static byte[] replace(byte[] bytes, byte[] from, byte[] to) {
    // one byte a character, so that bytes can be searched as text
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    String old = new String(from, StandardCharsets.ISO_8859_1);
    assertThat(text).containsOnlyOnce(old);
    return text.replace(old, new String(to, StandardCharsets.ISO_8859_1))
        .getBytes(StandardCharsets.ISO_8859_1);
  }

  private static byte[] bytes(TypeSerializer<Level> serializer, Level level) throws IOException {
    DataOutputSerializer out = new DataOutputSerializer(64);
    serializer.serialize(level, out);
    return out.getCopyOfBuffer();
  }

  private static byte[] bytes(GenericRecord record) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputEncoder encoder = new DataOutputEncoder();
    encoder.setOut(new DataOutputStream(bytes));
    new GenericDatumWriter<GenericRecord>(record.getSchema()).write(record, encoder);
    return bytes.toByteArray();
  }

  private static Level read(TypeSerializer<Level> serializer, byte[] bytes) throws IOException {
    return serializer.deserialize(new DataInputDeserializer(bytes));
  }

  private static void assertSame(Level actual, Level expected) {
    assertThat(actual.meanAndVariance).isEqualTo(expected.meanAndVariance);
    assertThat(actual.run).isEqualTo(expected.run);
  }
}
