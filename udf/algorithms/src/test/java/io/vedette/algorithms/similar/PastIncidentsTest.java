package io.vedette.algorithms.similar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.SimilarIncident;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import io.vedette.schema.result.Severity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PastIncidentsTest {

  private static final SimilarParameters DEFAULTS = SimilarParameters.defaults();
  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long DAY = Duration.ofDays(1).toMillis();

  private final PastIncidents past = new PastIncidents();

  @Test
  void theFeaturesAreServicesAlertsTemplatesAndKinds() {
    Incident incident = resolved("a", 1, "cart", "slow", "log template 00ab", "slow");
    incident.getAlerts().get(0).setDirection("up");
    assertThat(IncidentFeatures.of(incident, 100))
        .isEqualTo(
            Map.of(
                "service cart", 3,
                "alert slow up", 1,
                "log template 00ab", 1,
                "alert slow", 1,
                "metric alerts", 3));
    assertThat(IncidentFeatures.of(incident, 2))
        .as("bounded, services first")
        .isEqualTo(Map.of("service cart", 3, "alert slow up", 1));
  }

  @Test
  void theSameAgainIsTheSame() {
    past.remember(resolved("a", 1, "cart", "slow", "errors"), DEFAULTS);
    List<SimilarIncident> similar = find(open("b", 2, "cart", "slow", "errors"));
    assertThat(similar).hasSize(1);
    assertThat(similar.get(0).getSimilarity()).isCloseTo(1, within(1e-12));
    assertThat(similar.get(0).getResolution()).isEqualTo("did a");
    assertThat(similar.get(0).getTitle()).isEqualTo("title of a");
    assertThat(similar.get(0).getResolvedAt()).isEqualTo(BEGINNING + DAY + 1000);
  }

  @Test
  void whatIsRareSaysMoreThanWhatAllHave() {
    for (int i = 0; i < 20; i++) {
      past.remember(resolved("usual" + i, 1, "gateway", "slow"), DEFAULTS);
    }
    past.remember(resolved("rare", 2, "gateway", "disk full"), DEFAULTS);
    past.remember(resolved("usual", 3, "gateway", "slow"), DEFAULTS);
    List<SimilarIncident> similar = find(open("now", 4, "gateway", "disk full", "timeouts"));
    assertThat(similar).extracting(SimilarIncident::getId).startsWith("rare");
    assertThat(similar.get(0).getShared()).startsWith("alert disk full");
  }

  /** By hand: of three incidents a feature is in one or in all; weights as BM25 has them. */
  @Test
  void likenessIsSharedWeightOverAllWeight() {
    past.remember(resolved("a", 1, "cart", "slow"), DEFAULTS);
    past.remember(resolved("b", 1, "cart", "errors"), DEFAULTS);
    past.remember(resolved("c", 1, "cart", "down"), DEFAULTS);
    double inAll = Math.log(1 + 0.5 / 3.5);
    double inOne = Math.log(1 + 2.5 / 1.5);
    double inNone = Math.log(1 + 3.5 / 0.5);
    // the service once each, "metric alerts" once each, then the alert
    double shared = 2 * inAll + inOne;
    List<SimilarIncident> one = find(open("now", 2, "cart", "slow"));
    assertThat(one.get(0).getSimilarity()).isCloseTo(1, within(1e-12));
    // two alerts: service and kind count by the root of two
    List<SimilarIncident> two = find(open("now", 2, "cart", "slow", "new"));
    double either = 2 * Math.sqrt(2) * inAll + inOne + inNone;
    assertThat(two.get(0).getId()).isEqualTo("a");
    assertThat(two.get(0).getSimilarity()).isCloseTo(shared / either, within(1e-12));
  }

  @Test
  void nothingInCommonIsNotTold() {
    past.remember(resolved("a", 1, "cart", "slow"), DEFAULTS);
    Incident other = open("b", 2, "search", "index corrupt");
    other.getAlerts().get(0).setKind(null);
    assertThat(find(other)).isEmpty();
  }

  @Test
  void itIsNeverLikeItselfAndTheLatestAmongEqualsComesFirst() {
    past.remember(resolved("a", 1, "cart", "slow"), DEFAULTS);
    past.remember(resolved("b", 2, "cart", "slow"), DEFAULTS);
    assertThat(find(open("a", 3, "cart", "slow")))
        .extracting(SimilarIncident::getId)
        .containsExactly("b");
    assertThat(find(open("c", 3, "cart", "slow")))
        .extracting(SimilarIncident::getId)
        .containsExactly("b", "a");
  }

  @Test
  void memoryIsBoundedInNumberAndTime() {
    SimilarParameters small = new SimilarParameters(2, Duration.ofDays(10), 3, 0, 100);
    past.remember(resolved("a", 1, "cart", "slow"), small);
    past.remember(resolved("b", 2, "cart", "slow"), small);
    past.remember(resolved("c", 3, "cart", "slow"), small);
    assertThat(past.find(open("d", 4, "cart", "slow"), small))
        .extracting(SimilarIncident::getId)
        .containsExactly("c", "b");
    assertThat(past.find(open("d", 12.5, "cart", "slow"), small))
        .as("b was resolved more than ten days ago")
        .extracting(SimilarIncident::getId)
        .containsExactly("c");
    past.remember(resolved("e", 20, "cart", "slow"), small);
    assertThat(past.size()).isEqualTo(1);
  }

  @Test
  void whatIsForgottenLeavesNothing() {
    past.remember(resolved("a", 1, "cart", "slow"), DEFAULTS);
    assertThat(past.remember(resolved("a", 1, "cart", "slow"), DEFAULTS)).isFalse();
    assertThat(past.forget("a")).isTrue();
    assertThat(past.forget("a")).isFalse();
    assertThat(find(open("b", 2, "cart", "slow"))).isEmpty();
    past.remember(resolved("c", 1, "cart", "slow"), DEFAULTS);
    PastIncidents restored = PastIncidents.fromStored(past.toStored());
    Incident now = open("d", 2, "cart", "slow", "new");
    assertThat(restored.find(now, DEFAULTS)).isEqualTo(find(now));
  }

  @Test
  void parametersAreChecked() {
    assertThatThrownBy(() -> new SimilarParameters(1, Duration.ofDays(1), 1, 1.5, 1))
        .hasMessage("least must be from 0 to 1, is 1.5");
  }

  private List<SimilarIncident> find(Incident incident) {
    return past.find(incident, DEFAULTS);
  }

  private static Incident open(String id, double day, String service, String... alerts) {
    return incident(id, day, service, alerts).setStatus(IncidentStatus.OPEN).build();
  }

  private static Incident resolved(String id, double day, String service, String... alerts) {
    return incident(id, day, service, alerts)
        .setStatus(IncidentStatus.RESOLVED)
        .setResolvedAt(BEGINNING + Math.round(day * DAY) + 1000)
        .setResolution("did " + id)
        .build();
  }

  private static Incident.Builder incident(
      String id, double day, String service, String... alerts) {
    long start = BEGINNING + Math.round(day * DAY);
    List<IncidentAlert> all = new ArrayList<>();
    for (String name : alerts) {
      all.add(
          IncidentAlert.newBuilder()
              .setId(id + all.size())
              .setFingerprint("00000000000000aa")
              .setStatus(AlertStatus.FIRING)
              .setName(name)
              .setService(service)
              .setKind("metric")
              .setSeverity(Severity.WARNING)
              .setStartsAt(start)
              .build());
    }
    return Incident.newBuilder()
        .setId(id)
        .setRevision(1)
        .setEnvironment("prod")
        .setChange(IncidentChangeKind.OPENED)
        .setChangedAt(start)
        .setChangedBy("test")
        .setReason("")
        .setTitle("title of " + id)
        .setSeverity(Severity.WARNING)
        .setStartsAt(start)
        .setOpenedAt(start)
        .setLastAlertAt(start)
        .setAlertCount(alerts.length)
        .setFiringCount(alerts.length)
        .setAlerts(all)
        .setServices(
            List.of(
                new AffectedService(
                    service, alerts.length, alerts.length, Severity.WARNING, start)));
  }
}
