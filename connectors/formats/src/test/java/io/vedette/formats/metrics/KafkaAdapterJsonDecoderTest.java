package io.vedette.formats.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.formats.metrics.RecordingVisitor.Refused;
import org.junit.jupiter.api.Test;

class KafkaAdapterJsonDecoderTest {

  private final RecordingVisitor told = new RecordingVisitor();

  @Test
  void theExampleOfTheAdapter() throws UnreadableBodyException {
    decode(
        "{\"timestamp\":\"1970-01-01T00:00:00Z\",\"value\":\"9876543210\",\"name\":\"up\","
            + "\"labels\":{\"__name__\":\"up\",\"label1\":\"value1\"}}");

    assertThat(told.lines()).containsExactly("up{label1=\"value1\"} 9.87654321E9 @0");
  }

  @Test
  void severalObjectsMayStandBehindEachOtherOrInAnArray() throws UnreadableBodyException {
    String one = "{\"timestamp\":\"2023-11-14T22:13:20Z\",\"value\":\"1\",\"name\":\"a\"}";
    String two =
        "{\"value\":\"+Inf\",\"labels\":{\"b\":\"1\"},\"name\":\"a\",\"more\":{\"x\":[1]},"
            + "\"timestamp\":\"2023-11-14T23:13:20.5+01:00\"}";
    decode(one + "\n" + two);
    decode("[" + one + "," + two + "]");

    assertThat(told.lines())
        .containsExactly(
            "a 1.0 @1700000000000",
            "a{b=\"1\"} Infinity @1700000000500",
            "a 1.0 @1700000000000",
            "a{b=\"1\"} Infinity @1700000000500");
  }

  @Test
  void aWrongSampleIsRefusedAlone() throws UnreadableBodyException {
    String time = "\"timestamp\":\"1970-01-01T00:00:00Z\"";
    decode(
        "[{\"timestamp\":\"yesterday\",\"value\":\"1\",\"name\":\"a\"},"
            + ("{" + time + ",\"value\":\"0x10\",\"name\":\"a\"},")
            + ("{" + time + ",\"name\":\"a\"},")
            + ("{" + time + ",\"value\":\"1\"},")
            + ("{" + time + ",\"value\":\"1\",\"name\":\"a\",\"labels\":[]},")
            + "7,"
            + ("{" + time + ",\"value\":1,\"name\":\"good\"}]"));

    assertThat(told.refused)
        .extracting(Refused::message)
        .containsExactly(
            "sample[0] (a) timestamp: yesterday is not a time as in RFC 3339",
            "sample[1] (a) value: expected a number, found string at line 1, column 95",
            "sample[2] (a) has no value",
            "sample[3] has no labels",
            "sample[4] (a) labels: expected an object, found array at line 1, column 279",
            "sample[5] sample: expected an object, found number at line 1, column 283");
    assertThat(told.lines()).containsExactly("good 1.0 @0");
  }

  private void decode(String json) throws UnreadableBodyException {
    MetricDecoders.create(MetricFormat.KAFKA_ADAPTER_JSON, DecoderLimits.DEFAULT)
        .decode(Bodies.utf8(json), told);
  }
}
