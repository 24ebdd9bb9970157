package io.vedette.serializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.vedette.schema.ControlRecord;
import io.vedette.schema.MetricRecord;
import io.vedette.schema.SeriesControl;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.CompositeTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.formats.avro.typeutils.AvroTypeInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Flink would hand to Kryo without a word is found here, with a word on what to do. */
class NoKryoTest {

  /** {@code pipeline.generic-types: false}, as in every job. */
  private static final SerializerConfigImpl WITHOUT_GENERIC_TYPES = withoutGenericTypes();

  private static final List<Class<?>> AVRO_RECORDS =
      new ClassFileImporter()
          .importPackages("io.vedette.schema").stream()
              .filter(type -> type.isAssignableTo(SpecificRecord.class))
              .<Class<?>>map(JavaClass::reflect)
              .toList();

  static List<Class<?>> avroRecords() {
    return AVRO_RECORDS;
  }

  static List<TypeInformation<?>> typesOfOurs() throws IllegalAccessException {
    List<TypeInformation<?>> types = new ArrayList<>();
    for (Field field : VedetteTypes.class.getFields()) {
      if (Modifier.isStatic(field.getModifiers())) {
        types.add((TypeInformation<?>) field.get(null));
      }
    }
    return types;
  }

  @Test
  void scanFindsRecordsOfResultsAndOfState() {
    assertThat(avroRecords())
        .extracting(Class::getSimpleName)
        .contains("Alert", "Anomaly", "DeadLetter", "ScoredPoint")
        .contains("EwmaStateRecord", "ScoreStateRecord", "SeriesRecord");
  }

  @ParameterizedTest
  @MethodSource("avroRecords")
  void everyAvroRecordIsSerializedByAvro(Class<?> record) {
    TypeInformation<?> type = TypeInformation.of(record);
    assertThat(type)
        .as(
            "%s: Flink does not see an Avro record in it; generate it from an .avsc in"
                + " state-schemas/src/main/avro",
            record.getName())
        .isInstanceOf(AvroTypeInfo.class);
    assertNoKryo(type);
  }

  @Test
  void everyResultRecordHasItsTypeInformationInVedetteTypes() throws IllegalAccessException {
    List<Class<?>> known = new ArrayList<>();
    typesOfOurs().forEach(type -> known.add(type.getTypeClass()));
    avroRecords().stream()
        .filter(record -> record.getPackageName().equals("io.vedette.schema.result"))
        .forEach(
            record ->
                assertThat(known)
                    .as("add a constant for %s to VedetteTypes", record.getSimpleName())
                    .contains(record));
  }

  @ParameterizedTest
  @MethodSource("typesOfOurs")
  void noTypeOfOursFallsBackToKryo(TypeInformation<?> type) {
    assertNoKryo(type);
  }

  @Test
  void everyKindOfMetricRecordIsCovered() {
    assertThat(MetricRecord.class.getPermittedSubclasses())
        .as("MetricRecordSerializer knows three kinds; teach it a new one, then change this test")
        .hasSize(3);
  }

  @Test
  void everyKindOfControlIsCovered() {
    String advice = "teach ControlRecordSerializer the new kind, then change this test";
    assertThat(ControlRecord.class.getPermittedSubclasses()).as(advice).hasSize(6);
    assertThat(SeriesControl.class.getPermittedSubclasses()).as(advice).hasSize(2);
  }

  @Test
  void checkItselfFindsKryoInAFieldOfACollection() {
    assertThatCode(() -> assertNoKryo(TypeInformation.of(WithList.class)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Kryo");
  }

  /** On Flink 1.20 its list goes to Kryo. */
  record WithList(List<String> names) {}

  private static void assertNoKryo(TypeInformation<?> type) {
    String advice =
        type
            + " falls back to Kryo: make it an Avro record, or give it a serializer and a"
            + " SerializerTypeInfo in VedetteTypes";
    TypeSerializer<?> serializer;
    try {
      serializer = type.createSerializer(WITHOUT_GENERIC_TYPES);
    } catch (UnsupportedOperationException generic) {
      throw new AssertionError(advice, generic);
    }
    assertThat(namesWithin(serializer.snapshotConfiguration()))
        .as(advice)
        .noneMatch(name -> name.contains("Kryo"));
  }

  private static List<String> namesWithin(TypeSerializerSnapshot<?> snapshot) {
    List<String> names = new ArrayList<>(List.of(snapshot.getClass().getName()));
    if (snapshot instanceof CompositeTypeSerializerSnapshot<?, ?> composite) {
      for (TypeSerializerSnapshot<?> nested : composite.getNestedSerializerSnapshots()) {
        names.addAll(namesWithin(nested));
      }
    }
    return names;
  }

  private static SerializerConfigImpl withoutGenericTypes() {
    SerializerConfigImpl config = new SerializerConfigImpl();
    config.setGenericTypes(false);
    return config;
  }
}
