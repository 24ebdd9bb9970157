package io.vedette.schema;

import io.vedette.schema.alert.ChangeEvent;
import io.vedette.schema.alert.ClusterMember;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.incident.CauseEvidence;
import io.vedette.schema.incident.RankedCause;
import io.vedette.schema.model.CandidateFigures;
import io.vedette.schema.model.ModelFigures;
import io.vedette.schema.model.ModelRecord;
import io.vedette.schema.model.NamesFigures;
import io.vedette.schema.model.NamesModelRecord;
import io.vedette.schema.model.NamesRecord;
import io.vedette.schema.result.Alert;
import io.vedette.schema.result.AlertCluster;
import io.vedette.schema.result.AlertState;
import io.vedette.schema.result.Anomaly;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.LogTemplate;
import io.vedette.schema.result.ScoredPoint;
import io.vedette.testing.GeneratedPage;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.Schema.Field;
import org.junit.jupiter.api.Test;

class ReferencePagesTest {

  @Test
  void resultRecordsAreDocumented() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Result records

            Generated from the Avro schemas in state-schemas/src/main/avro/result, alert, incident and model. On Kafka they are JSON objects with
            these fields; a null field, and a number JSON cannot hold, is left out.
            """);
    for (Schema record :
        List.of(
            Anomaly.getClassSchema(),
            Alert.getClassSchema(),
            AlertCluster.getClassSchema(),
            ClusterMember.getClassSchema(),
            IncomingAlert.getClassSchema(),
            AlertState.getClassSchema(),
            ChangeEvent.getClassSchema(),
            RankedCause.getClassSchema(),
            CauseEvidence.getClassSchema(),
            Audit.getClassSchema(),
            ScoredPoint.getClassSchema(),
            DeadLetter.getClassSchema(),
            LogTemplate.getClassSchema(),
            ModelRecord.getClassSchema(),
            ModelFigures.getClassSchema(),
            CandidateFigures.getClassSchema(),
            NamesModelRecord.getClassSchema(),
            NamesFigures.getClassSchema(),
            NamesRecord.getClassSchema())) {
      page.append("\n## ").append(record.getName()).append("\n\n").append(record.getDoc());
      page.append("\n\n| field | type | meaning |\n|---|---|---|\n");
      for (Field field : record.getFields()) {
        page.append("| `").append(field.name()).append("` | ").append(typeOf(field.schema()));
        page.append(" | ").append(field.doc()).append(" |\n");
      }
    }
    GeneratedPage.check("records.md", page.toString());
  }

  @Test
  void metricsOfTheJobAreDocumented() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Metrics of the streaming job

            Generated from the enum JobMetric. Counters of Flink operators: in the web UI, over REST, and through any Flink reporter. For
            each task, since it was started, and summed over tasks:

                samplesRead - bucketsRead + quantilesDerived
                            = samplesScored + samplesWarmingUp + samplesStale + samplesDuplicate
                            + samplesLate + samplesPaused + samplesAmended + samplesCorrected
                bucketsRead = bucketsTaken + bucketsDuplicate + bucketsLate + bucketsUnknown + bucketsUnusable
                histogramScrapes = histogramScrapesDerived + histogramScrapesFirst + histogramScrapesIncomplete
                            + histogramScrapesChanged + histogramScrapesSkipped + histogramScrapesEnded

            Where buckets are scored as well (`histograms.score-buckets`), bucketsRead is not taken off.

            The gateway's own metrics are in [gateway](gateway.md).

            | metric | counts | meaning |
            |---|---|---|
            """);
    for (JobMetric metric : JobMetric.values()) {
      page.append("| `%s` | %s | %s |\n".formatted(metric.id(), metric.unit(), metric.meaning()));
    }
    GeneratedPage.check("metrics.md", page.toString());
  }

  private static String typeOf(Schema schema) {
    return switch (schema.getType()) {
      case ENUM -> String.join(", ", schema.getEnumSymbols());
      case MAP -> "map of " + typeOf(schema.getValueType());
      case BYTES -> "Base64";
      case ARRAY -> "list of " + typeOf(schema.getElementType());
      case RECORD -> schema.getName();
      case UNION ->
          schema.getTypes().stream()
                  .filter(branch -> branch.getType() != Schema.Type.NULL)
                  .map(ReferencePagesTest::typeOf)
                  .collect(Collectors.joining(" or "))
              + ", optional";
      default -> schema.getType().getName();
    };
  }
}
