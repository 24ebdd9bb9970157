package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vedette.gateway.live.LiveJson;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.Silence;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.CallEdge;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.ScoredPoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;

/** The contract follows the records. */
class ContractTest {

  /** Schemas that leave a field out, or add one. */
  private static final Set<String> ADDED =
      Set.of(
          "Silence.id",
          "Silence.status",
          "MaintenanceWindow.id",
          "MaintenanceWindow.open",
          "MaintenanceWindow.nextChangeAt");

  private static final Set<String> LEFT_OUT = Set.of("Model.model");

  private final Contract contract = Contract.read();

  @Test
  void schemasOfRecordsAreThoseOfAvro() {
    List<String> differences = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Schema record :
        List.of(
            Incident.getClassSchema(),
            Alert.getClassSchema(),
            AlertState.getClassSchema(),
            Anomaly.getClassSchema(),
            Audit.getClassSchema(),
            CallEdge.getClassSchema(),
            DeadLetter.getClassSchema(),
            ScoredPoint.getClassSchema(),
            Silence.getClassSchema(),
            MaintenanceWindow.getClassSchema())) {
      compare(record, record.getName(), seen, differences);
    }
    compareFields(ModelRecord.getClassSchema(), "Model", differences);

    assertThat(differences).isEmpty();
    assertThat(seen).contains("RankedCause", "IncidentGraph", "AuditKind");
  }

  private void compare(Schema schema, String name, Set<String> seen, List<String> differences) {
    switch (schema.getType()) {
      case UNION ->
          schema.getTypes().forEach(type -> compare(type, type.getName(), seen, differences));
      case ARRAY ->
          compare(schema.getElementType(), schema.getElementType().getName(), seen, differences);
      case ENUM -> {
        if (seen.add(name)) {
          List<String> told = new ArrayList<>();
          contract.schema(name).path("enum").forEach(word -> told.add(word.textValue()));
          if (!told.equals(schema.getEnumSymbols())) {
            differences.add(name + ": " + told + " for " + schema.getEnumSymbols());
          }
        }
      }
      case RECORD -> {
        if (seen.add(name)) {
          compareFields(schema, name, differences);
          schema
              .getFields()
              .forEach(
                  field -> compare(field.schema(), field.schema().getName(), seen, differences));
        }
      }
      default -> {}
    }
  }

  private void compareFields(Schema schema, String name, List<String> differences) {
    JsonNode told = contract.schema(name);
    Set<String> properties = new TreeSet<>();
    told.path("properties")
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!ADDED.contains(name + "." + field)) {
                properties.add(field);
              }
            });
    Set<String> required = new TreeSet<>();
    told.path("required")
        .forEach(
            field -> {
              if (!ADDED.contains(name + "." + field.textValue())) {
                required.add(field.textValue());
              }
            });
    Set<String> fields = new TreeSet<>();
    Set<String> always = new TreeSet<>();
    for (Schema.Field field : schema.getFields()) {
      if (!LEFT_OUT.contains(name + "." + field.name())) {
        fields.add(field.name());
        Schema.Type type = field.schema().getType();
        if (type != Schema.Type.UNION && type != Schema.Type.DOUBLE) {
          always.add(field.name());
        }
      }
    }
    if (!properties.equals(fields)) {
      differences.add(name + ": fields " + properties + " for " + fields);
    }
    if (!required.equals(always)) {
      differences.add(name + ": required " + required + " for " + always);
    }
  }

  @Test
  void aSummaryHasNoneOfWhatIsLong() {
    JsonNode summary = LiveJson.summaryNode(Records.incident("00c0ffee00c0ffee", 1));

    List<String> unknown = new ArrayList<>();
    summary
        .fieldNames()
        .forEachRemaining(
            field -> {
              if (!contract.schema("IncidentSummary").path("properties").has(field)) {
                unknown.add(field);
              }
            });
    assertThat(unknown).isEmpty();
    assertThat(summary.has("alerts")).isFalse();
  }
}
