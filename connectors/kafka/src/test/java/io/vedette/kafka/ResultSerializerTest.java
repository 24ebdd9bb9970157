package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.json.ResultJson;
import io.vedette.schema.result.DeadLetter;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.ByteBuffer;
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
