package io.vedette.formats.logs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.util.JsonFormat;
import io.opentelemetry.proto.collector.logs.v1.ExportLogsServiceRequest;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.logs.v1.LogRecord;
import io.opentelemetry.proto.logs.v1.ResourceLogs;
import io.opentelemetry.proto.logs.v1.ScopeLogs;
import io.opentelemetry.proto.logs.v1.SeverityNumber;
import io.opentelemetry.proto.resource.v1.Resource;
import io.vedette.formats.metrics.DecoderLimits;
import io.vedette.formats.metrics.UnreadableBodyException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xerial.snappy.Snappy;

class LogDecodersTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final String NANOS = NOON + "000000";

  @Test
  void fluentBitWritesOneObjectARecordOrManyInAnArray() throws Exception {
    assertThat(
            Lines.of(
                LogFormat.JSON,
                """
                {"@timestamp":1700000000.5,"log":"order 1 placed\\n","level":"warn",
                 "kubernetes":{"container_name":"c","labels":{"app":"cart"}}}
                [{"date":1700000000,"message":"a","service":{"name":"shop"}}, 7, {}]
                """))
        .containsExactly(
            "cart 1700000000500 WARN order 1 placed",
            "shop 1700000000000 UNKNOWN a",
            "MALFORMED 1: a log line must be an object with something in it, not number",
            "MALFORMED 1: a log line must be an object with something in it, not object");
  }

  @Test
  void lokiJsonHasStreamsWithLabelsAndValues() throws Exception {
    assertThat(
            Lines.of(
                LogFormat.LOKI_JSON,
                """
                {"streams":[{"stream":{"job":"x","app":"cart","level":"error"},
                 "values":[["%s","disk full"],["%s","again",{"trace":"1"}],["no","x"],[1]]}]}
                """
                    .formatted(NANOS, NANOS)))
        .containsExactly(
            "cart 1700000000000 ERROR disk full",
            "cart 1700000000000 ERROR again",
            "MALFORMED 1: a value must be [\"nanoseconds\", \"line\"], is [\"no\",\"x\"]",
            "MALFORMED 1: a value must be [\"nanoseconds\", \"line\"], is [1]");
    assertThatThrownBy(() -> Lines.of(LogFormat.LOKI_JSON, "{}"))
        .isInstanceOf(UnreadableBodyException.class)
        .hasMessage("the body has no list 'streams'");
  }

  @Test
  void lokiProtobufIsTheSameAsJson() throws Exception {
    assertThat(Lines.of(LogFormat.LOKI_PROTO, loki()))
        .containsExactly("ca\"rt 1700000000250 WARN disk full");
  }

  @Test
  void otlpIsTheSameAsProtobufAndAsJson() throws Exception {
    List<String> expected =
        List.of(
            "cart 1700000000000 ERROR disk full",
            "cart 1700000000000 INFO from a structure",
            "cart - UNKNOWN a=1 b=true");

    assertThat(Lines.of(LogFormat.OTLP_PROTO, otlp().toByteArray())).isEqualTo(expected);
    assertThat(Lines.of(LogFormat.OTLP_JSON, JsonFormat.printer().print(otlp())).subList(0, 2))
        .isEqualTo(expected.subList(0, 2));
    assertThat(LogDecoders.sniffOtlp(otlp().toByteArray())).isEqualTo(LogFormat.OTLP_PROTO);
    assertThat(LogDecoders.sniffOtlp("{}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(LogFormat.OTLP_JSON);
  }

  @Test
  void elasticBulkHasAnActionBeforeEachDocument() throws Exception {
    assertThat(
            Lines.of(
                LogFormat.ELASTIC_BULK,
                """
                {"create":{"_index":"logs"}}
                {"@timestamp":"2023-11-14T22:13:20Z","message":"a","service.name":"cart","log.level":"error"}
                {"index":{}}
                {"msg":"b"}
                {"delete":{"_id":"1"}}
                {"update":{"_id":"1"}}
                {"doc":{}}
                {"message":"no action"}
                """))
        .containsExactly(
            "cart 1700000000000 ERROR a",
            " - UNKNOWN b",
            "UNSUPPORTED 1: expected an index or create action before a document",
            "UNSUPPORTED 1: an update is no log line",
            "MALFORMED 1: expected an index or create action before a document");
    assertThatThrownBy(() -> Lines.of(LogFormat.ELASTIC_BULK, "{\"index\":{}}\n"))
        .hasMessage("the document of the last action is missing");
  }

  @ParameterizedTest
  @EnumSource(LogFormat.class)
  void anyBytesEndInAReturnOrInOneException(LogFormat format) throws Exception {
    byte[] good =
        switch (format) {
          case LOKI_PROTO -> loki();
          case OTLP_PROTO -> otlp().toByteArray();
          case OTLP_JSON -> utf8(JsonFormat.printer().print(otlp()));
          case LOKI_JSON -> utf8("{\"streams\":[{\"stream\":{},\"values\":[[\"1\",\"a\"]]}]}");
          case ELASTIC_BULK -> utf8("{\"index\":{}}\n{\"msg\":\"b\"}\n");
          case JSON -> utf8("{\"msg\":\"b\",\"ts\":1}");
        };
    LogDecoder decoder = LogDecoders.create(format, DecoderLimits.DEFAULT);
    Random random = new Random(1);
    int unreadable = 0;
    for (int i = 0; i < 3_000; i++) {
      byte[] bytes = good.clone();
      for (int j = 0; j <= i % 4; j++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        decoder.decode(bytes, 0, 1 + random.nextInt(bytes.length), new Lines());
      } catch (UnreadableBodyException said) {
        unreadable++;
        assertThat(said).message().isNotBlank();
      }
    }
    assertThat(unreadable).isPositive();
    Lines after = new Lines();
    decoder.decode(good, 0, good.length, after);
    assertThat(after.told).isEqualTo(Lines.of(format, good)).isNotEmpty();
  }

  @Test
  void whatIsNestedTooDeepOrTooLargeIsRefused() {
    assertThatThrownBy(() -> Lines.of(LogFormat.JSON, "[".repeat(200)))
        .hasMessageContaining("nesting depth");
    assertThatThrownBy(
            () ->
                LogDecoders.create(LogFormat.JSON, new DecoderLimits(10, 1, 1, 1))
                    .decode(new byte[11], 0, 11, new Lines()))
        .hasMessage("body has 11 bytes, the limit is 10");
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private interface Fields {
    void writeTo(CodedOutputStream out) throws IOException;
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.writeTo(out);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] loki() throws IOException {
    byte[] time =
        message(
            out -> {
              out.writeInt64(1, NOON / 1000);
              out.writeInt32(2, 250_000_000);
            });
    byte[] entry =
        message(
            out -> {
              out.writeByteArray(1, time);
              out.writeString(2, "disk full");
            });
    byte[] stream =
        message(
            out -> {
              out.writeByteArray(2, entry);
              out.writeString(1, "{app=\"ca\\\"rt\", level=\"warning\"}");
              out.writeFixed64(3, 7);
            });
    return Snappy.compress(message(out -> out.writeByteArray(1, stream)));
  }

  private static ExportLogsServiceRequest otlp() {
    return ExportLogsServiceRequest.newBuilder()
        .addResourceLogs(
            ResourceLogs.newBuilder()
                .setResource(Resource.newBuilder().addAttributes(pair("service.name", "cart")))
                .addScopeLogs(
                    ScopeLogs.newBuilder()
                        .addLogRecords(
                            LogRecord.newBuilder()
                                .setTimeUnixNano(NOON * 1_000_000)
                                .setSeverityNumber(SeverityNumber.SEVERITY_NUMBER_ERROR)
                                .setBody(AnyValue.newBuilder().setStringValue("disk full")))
                        .addLogRecords(
                            LogRecord.newBuilder()
                                .setObservedTimeUnixNano(NOON * 1_000_000)
                                .setSeverityText("Information")
                                .setBody(
                                    values(pair("a", "b"), pair("message", "from a structure"))))
                        .addLogRecords(
                            LogRecord.newBuilder()
                                .setBody(
                                    values(
                                        KeyValue.newBuilder()
                                            .setKey("a")
                                            .setValue(AnyValue.newBuilder().setIntValue(1))
                                            .build(),
                                        KeyValue.newBuilder()
                                            .setKey("b")
                                            .setValue(AnyValue.newBuilder().setBoolValue(true))
                                            .build())))))
        .build();
  }

  private static KeyValue pair(String key, String value) {
    return KeyValue.newBuilder()
        .setKey(key)
        .setValue(AnyValue.newBuilder().setStringValue(value))
        .build();
  }

  private static AnyValue values(KeyValue... pairs) {
    return AnyValue.newBuilder()
        .setKvlistValue(KeyValueList.newBuilder().addAllValues(List.of(pairs)))
        .build();
  }
}
