package io.vedette.functions.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.event.EventRecord;
import io.vedette.schema.result.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.junit.jupiter.api.Test;

class EventAlertsTest {

  private final EventAlerts alerts = new EventAlerts(List.of("BackOff"), Duration.ofMinutes(10));

  @Test
  void anEventOfAReasonIsAnAlertThatExpires() {
    EventRecord event = CountEventsTest.event("a", 1, 1_000_000);
    event.setMessage("Back-off restarting failed container");
    IncomingAlert alert = of(event).get(0);

    assertThat(alert.getId()).isEqualTo(alert.getFingerprint() + "-1000000");
    assertThat(alert.getName()).isEqualTo("BackOff");
    assertThat(alert.getService()).isEqualTo("cart");
    assertThat(alert.getEntity()).isEqualTo("cart-7d9f8b6c5-x2x4z");
    assertThat(alert.getKind()).isEqualTo("event");
    assertThat(alert.getSeverity()).isEqualTo(Severity.WARNING);
    assertThat(alert.getExpiresAt()).isEqualTo(1_600_000);
    assertThat(alert.getStartsAt()).isNull();
    assertThat(alert.getSummary())
        .isEqualTo("Pod cart-7d9f8b6c5-x2x4z: Back-off restarting failed container");
    assertThat(of(CountEventsTest.event("b", 9, 2_000_000)).get(0).getFingerprint())
        .isEqualTo(alert.getFingerprint());
  }

  @Test
  void otherReasonsAndObjectsAreOthers() {
    EventRecord other = CountEventsTest.event("a", 1, 1);
    other.setName("cart-7d9f8b6c5-zzzzz");
    EventRecord pulled = CountEventsTest.event("a", 1, 1);
    pulled.setReason("Pulled");

    assertThat(of(other).get(0).getFingerprint())
        .isNotEqualTo(of(CountEventsTest.event("a", 1, 1)).get(0).getFingerprint());
    assertThat(of(pulled)).isEmpty();
  }

  @Test
  void thePodOfAnotherClusterIsAnotherAndSoIsItsCount() {
    EventRecord here = CountEventsTest.event("a", 1, 1);
    EventRecord eu = CountEventsTest.event("a", 1, 1);
    eu.setLabels(Map.of("cluster", "eu"));
    EventRecord us = CountEventsTest.event("a", 1, 1);
    us.setLabels(Map.of("cluster", "us"));

    assertThat(Stream.of(here, eu, us).map(event -> of(event).get(0).getFingerprint()))
        .doesNotHaveDuplicates();
    assertThat(Stream.of(here, eu, us).map(CountEvents::seriesOf)).doesNotHaveDuplicates();
  }

  private List<IncomingAlert> of(EventRecord event) {
    List<IncomingAlert> said = new ArrayList<>();
    alerts.flatMap(event, new ListCollector<>(said));
    return said;
  }
}
