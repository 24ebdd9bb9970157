package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema.KafkaSinkContext;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class ResultSerializerTest {

  private static final DeadLetter LETTER =
      DeadLetter.newBuilder()
          .setReason(DeadLetterReason.MALFORMED)
          .setMessage("no")
          .setOrigin("in/0/1")
          .setTimestamp(5)
          .setCount(1)
          .setPayload(ByteBuffer.wrap(new byte[] {1, 2}))
          .setPayloadSize(2)
          .build();

  @Test
  void aResultIsKeyedJsonWithKafkasOwnTime() {
    ProducerRecord<byte[], byte[]> record =
        new ResultSerializer<>("out", DeadLetter::getOrigin).serialize(LETTER, new NoContext(), 1L);
    assertThat(record.topic()).isEqualTo("out");
    assertThat(record.key()).isEqualTo("in/0/1".getBytes(UTF_8));
    assertThat(record.timestamp()).isNull();
    assertThat(ResultJson.read(record.value(), DeadLetter.class)).isEqualTo(LETTER);
  }

  @Test
  void anIncidentThatIsForgottenTakesItsRecordOffTheTopic() {
    Incident incident =
        Incident.newBuilder()
            .setId("00000000000000a1")
            .setRevision(3)
            .setEnvironment("prod")
            .setStatus(IncidentStatus.RESOLVED)
            .setChange(IncidentChangeKind.RESOLVED)
            .setChangedAt(1)
            .setChangedBy("ann")
            .setReason("")
            .setTitle("")
            .setSeverity(Severity.INFO)
            .setStartsAt(1)
            .setOpenedAt(1)
            .setLastAlertAt(1)
            .setAlertCount(1)
            .setFiringCount(0)
            .setAlerts(List.of())
            .setServices(List.of())
            .build();
    ResultSerializer<Incident> serializer = KafkaResults.incidentSerializer("incidents");
    assertThat(serializer.serialize(incident, new NoContext(), 1L).value()).isNotNull();
    incident.setChange(IncidentChangeKind.FORGOTTEN);
    ProducerRecord<byte[], byte[]> dropped = serializer.serialize(incident, new NoContext(), 1L);
    assertThat(dropped.key()).isEqualTo("00000000000000a1".getBytes(UTF_8));
    assertThat(dropped.value()).isNull();
  }

  private static final class NoContext implements KafkaSinkContext {
    @Override
    public int getParallelInstanceId() {
      return 0;
    }

    @Override
    public int getNumberOfParallelInstances() {
      return 1;
    }

    @Override
    public int[] getPartitionsForTopic(String topic) {
      return new int[] {0};
    }
  }
}
