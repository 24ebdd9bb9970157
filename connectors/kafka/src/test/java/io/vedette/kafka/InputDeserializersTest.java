package io.vedette.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.AlertRecord;
import io.vedette.schema.ChangeRecord;
import io.vedette.schema.EventInput;
import io.vedette.schema.JobMetric;
import io.vedette.schema.Rejected;
import io.vedette.schema.TakenAlert;
import io.vedette.schema.TakenChange;
import io.vedette.schema.TakenEvent;
import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.result.DeadLetter;
import io.vedette.settings.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.serialization.DeserializationSchema.InitializationContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.util.Collector;
import org.apache.flink.util.InstantiationUtil;
import org.apache.flink.util.SimpleUserCodeClassLoader;
import org.apache.flink.util.UserCodeClassLoader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;

class InputDeserializersTest {

  private static final long NOON = 1_700_000_000_000L;
  private static final BodyLimits LIMITS = BodyLimits.of(Settings.of(Map.of()));

  private final Map<String, Counter> counters = new HashMap<>();
  private final AlertBodyDeserializer alerts =
      new AlertBodyDeserializer(LIMITS, new HandClock(NOON));
  private final ChangeBodyDeserializer changes =
      new ChangeBodyDeserializer(LIMITS, new HandClock(NOON));
  private final EventBodyDeserializer events =
      new EventBodyDeserializer(LIMITS, new HandClock(NOON));

  @Test
  void alertsAreReadByTheirHeaderOrBySight() {
    String api = "[{\"labels\":{\"alertname\":\"A\"}}]";
    String webhook = "{\"alerts\":[{\"status\":\"resolved\",\"labels\":{\"alertname\":\"B\"}}]}";

    assertThat(taken(read(alerts, api, "vedette-format", "alertmanager-alerts")))
        .containsExactly("prometheus A FIRING");
    assertThat(taken(read(alerts, webhook, "vedette-format", "alertmanager-webhook")))
        .containsExactly("alertmanager B RESOLVED");
    assertThat(taken(read(alerts, api))).containsExactly("prometheus A FIRING");
    assertThat(taken(read(alerts, webhook))).containsExactly("alertmanager B RESOLVED");
    assertThat(taken(read(alerts, "{\"name\":\"C\"}"))).containsExactly("vedette-alerts C FIRING");
    assertThat(
            taken(read(alerts, webhook, "vedette-format", "mapped", "vedette-mapping", "grafana")))
        .containsExactly("grafana B RESOLVED");
    assertThat(
            taken(
                read(
                    alerts,
                    "{\"what\":\"D\"}",
                    "vedette-format",
                    "mapped",
                    "vedette-mapping",
                    "{\"name\":\"mine\",\"makes\":\"alerts\",\"fields\":{\"name\":\"/what\"}}")))
        .containsExactly("mine D FIRING");
    assertThat(count(JobMetric.ALERTS_READ)).isEqualTo(1);
    assertThat(count(JobMetric.BODIES_READ)).isEqualTo(1);
  }

  @Test
  void whatIsRefusedIsALetter() {
    assertThat(letter(read(alerts, "{\"name\":\"A\"}", "vedette-format", "smoke")))
        .isEqualTo("UNSUPPORTED header vedette-format names no format: 'smoke'");
    assertThat(letter(read(alerts, "{\"name\":\"A\"}", "vedette-format", "mapped")))
        .isEqualTo("UNSUPPORTED header vedette-mapping is missing");
    assertThat(letter(read(alerts, "{}", "vedette-format", "mapped", "vedette-mapping", "github")))
        .isEqualTo("UNSUPPORTED header vedette-mapping: mapping github makes no alerts");
    assertThat(
            letter(read(alerts, "{}", "vedette-format", "mapped", "vedette-mapping", "{\"a\":1}")))
        .startsWith("UNSUPPORTED header vedette-mapping: mapping: there is no 'a' here");
    assertThat(letter(read(alerts, "{\"name\":\"A\",\"ts\":" + (NOON + 600_001) + "}")))
        .isEqualTo(
            "FUTURE it has time 1700000600001, 600001 ms ahead of when it was received; the limit"
                + " is 600000 ms");
    assertThat(letter(read(alerts, "{"))).startsWith("MALFORMED the body is not JSON");
    assertThat(count(JobMetric.ALERTS_REJECTED)).isEqualTo(1);
    assertThat(count(JobMetric.BODIES_REJECTED)).isEqualTo(1);
  }

  @Test
  void changesAreReadByTheirMappingOrInOurOwnWords() {
    ChangeRecord own = read(changes, "{\"service\":\"cart\",\"kind\":\"config\"}").get(0);
    ChangeRecord mapped =
        read(
                changes,
                "{\"deployment_status\":{\"state\":\"success\"},\"deployment\":{\"id\":1},"
                    + "\"repository\":{\"name\":\"shop\"}}",
                "vedette-format",
                "mapped",
                "vedette-mapping",
                "github")
            .get(0);

    assertThat(own instanceof TakenChange taken ? taken.change().getService() : "")
        .isEqualTo("cart");
    assertThat(mapped instanceof TakenChange taken ? taken.change().getId() : "")
        .isEqualTo("github-1");
    assertThat(letter(read(changes, "{\"kind\":\"config\"}")))
        .isEqualTo("MALFORMED changes[0]: a change needs a service");
  }

  @Test
  void eventsOfKubernetes() {
    String event = "{\"reason\":\"BackOff\",\"involvedObject\":{\"kind\":\"Pod\",\"name\":\"a\"}}";
    EventInput read = read(events, event).get(0);

    assertThat(read instanceof TakenEvent taken ? taken.event().getReason() : "")
        .isEqualTo("BackOff");
    assertThat(read(events, event, "vedette-format", "kubernetes-events")).hasSize(1);
    assertThat(letter(read(events, event, "vedette-format", "smoke"))).startsWith("UNSUPPORTED");
  }

  @Test
  void theyAreSerializable() {
    assertThat(InstantiationUtil.isSerializable(alerts)).isTrue();
    assertThat(InstantiationUtil.isSerializable(changes)).isTrue();
    assertThat(InstantiationUtil.isSerializable(events)).isTrue();
  }

  private <T> List<T> read(BodyDeserializer<T> deserializer, String body, String... headers) {
    deserializer.open(new Context());
    List<T> records = new ArrayList<>();
    deserializer.deserialize(
        record(body, headers),
        new Collector<>() {
          @Override
          public void collect(T record) {
            records.add(record);
          }

          @Override
          public void close() {}
        });
    return records;
  }

  private static ConsumerRecord<byte[], byte[]> record(String body, String... pairs) {
    Headers headers = new RecordHeaders();
    for (int i = 0; i < pairs.length; i += 2) {
      headers.add(pairs[i], pairs[i + 1].getBytes(UTF_8));
    }
    return new ConsumerRecord<>(
        "in",
        3,
        42,
        NOON,
        TimestampType.CREATE_TIME,
        0,
        0,
        new byte[0],
        body.getBytes(UTF_8),
        headers,
        Optional.empty());
  }

  private static List<String> taken(List<AlertRecord> records) {
    return records.stream()
        .map(
            record -> {
              if (!(record instanceof TakenAlert taken)) {
                return String.valueOf(record);
              }
              IncomingAlert alert = taken.alert();
              return alert.getSender() + " " + alert.getName() + " " + alert.getStatus();
            })
        .toList();
  }

  private static String letter(List<?> records) {
    assertThat(records).hasSize(1);
    if (!(records.get(0) instanceof Rejected rejected)) {
      throw new AssertionError("not refused: " + records);
    }
    DeadLetter letter = rejected.letter();
    assertThat(letter.getOrigin()).isEqualTo("in/3/42");
    return letter.getReason() + " " + letter.getMessage();
  }

  private long count(JobMetric metric) {
    Counter counter = counters.get(metric.id());
    return counter == null ? -1 : counter.getCount();
  }

  private final class Context implements InitializationContext {
    @Override
    public MetricGroup getMetricGroup() {
      return new UnregisteredMetricsGroup() {
        @Override
        public Counter counter(String name) {
          Counter counter = new SimpleCounter();
          counters.put(name, counter);
          return counter;
        }
      };
    }

    @Override
    public UserCodeClassLoader getUserCodeClassLoader() {
      return SimpleUserCodeClassLoader.create(InputDeserializersTest.class.getClassLoader());
    }
  }
}
