package io.vedette.algorithms.incident;

import static io.vedette.algorithms.incident.IncidentWorld.PROD;
import static io.vedette.schema.control.IncidentCommandKind.ACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.COMMENT;
import static io.vedette.schema.control.IncidentCommandKind.MERGE;
import static io.vedette.schema.control.IncidentCommandKind.REOPEN;
import static io.vedette.schema.control.IncidentCommandKind.RESOLVE;
import static io.vedette.schema.control.IncidentCommandKind.SNOOZE;
import static io.vedette.schema.control.IncidentCommandKind.SPLIT;
import static io.vedette.schema.control.IncidentCommandKind.UNACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.UNSNOOZE;
import static io.vedette.schema.result.Severity.CRITICAL;
import static io.vedette.schema.result.Severity.INFO;
import static io.vedette.schema.result.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.JobMetric;
import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.AffectedService;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.RecentChange;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.IncidentChangeKind;
import io.vedette.schema.result.IncidentStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncidentPathsTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final String A = "00000000000000a1";
  private static final String B = "00000000000000b2";

  private final IncidentWorld world = new IncidentWorld(IncidentParameters.defaults(), BEGINNING);

  /** Two alerts of cart and one of billing, in A. */
  private void aStorm() {
    world.fires("1", "cart", WARNING);
    world.fires("2", "cart", CRITICAL);
    world.fires("3", "billing", WARNING);
    world.assigns("1", A);
    world.assigns("2", A);
    world.assigns("3", A);
    world.passes(SECOND);
  }

  private static List<IncidentChangeKind> kinds(List<Incident> records) {
    return records.stream().map(Incident::getChange).toList();
  }

  @Test
  void anIncidentOpensOnceWithAllThatCameTogether() {
    aStorm();
    assertThat(world.told).hasSize(1);
    Incident incident = world.told.get(0);
    assertThat(incident.getChange()).isEqualTo(IncidentChangeKind.OPENED);
    assertThat(incident.getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(incident.getRevision()).isEqualTo(1);
    assertThat(incident.getEnvironment()).isEqualTo(PROD);
    assertThat(incident.getSeverity()).isEqualTo(CRITICAL);
    assertThat(incident.getAlertCount()).isEqualTo(3);
    assertThat(incident.getFiringCount()).isEqualTo(3);
    assertThat(incident.getStartsAt()).isEqualTo(BEGINNING);
    assertThat(incident.getTitle()).isEqualTo("cart: errors of 2 and 2 alerts more, 2 services");
    assertThat(incident.getServices())
        .extracting(AffectedService::getService, AffectedService::getAlerts)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("billing", 1),
            org.assertj.core.groups.Tuple.tuple("cart", 2));
    assertThat(world.audits)
        .extracting(Audit::getKind, Audit::getBefore, Audit::getAfter, Audit::getIncidentId)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(AuditKind.INCIDENT_CHANGED, "", "OPEN", A));
  }

  @Test
  void whatIsGroupedBeforeItIsSeenJoinsAllTheSame() {
    world.assigns("1", A);
    assertThat(world.waiting()).isZero();
    world.fires("1", "cart", WARNING);
    world.passes(SECOND);
    assertThat(world.last(A).getAlertCount()).isEqualTo(1);
  }

  @Test
  void severityAndBlastRadiusAreKeptCurrent() {
    aStorm();
    world.resolves("2", "cart");
    world.passes(SECOND);
    Incident less = world.last(A);
    assertThat(less.getChange()).isEqualTo(IncidentChangeKind.UPDATED);
    assertThat(less.getSeverity()).as("of those that fire").isEqualTo(WARNING);
    assertThat(less.getFiringCount()).isEqualTo(2);
    assertThat(less.getAlertCount()).isEqualTo(3);
    assertThat(less.getAlerts())
        .extracting(IncidentAlert::getId)
        .as("those that fire first")
        .containsExactly("1", "3", "2");
    world.fires("4", "db", CRITICAL);
    world.assigns("4", A);
    world.passes(SECOND);
    assertThat(world.last(A).getSeverity()).isEqualTo(CRITICAL);
    assertThat(world.last(A).getServices()).hasSize(3);
    assertThat(world.last(A).getRevision()).isEqualTo(3);
  }

  @Test
  void anAlertSaidAgainInOtherWordsTellsNothingAndTheNextRecordHasThem() {
    aStorm();
    world.passes(HOUR);
    world.seen(
        IncidentAlert.newBuilder(
                IncidentWorld.alert("1", "cart", WARNING, AlertStatus.FIRING, world.now))
            .setSummary("cart: latency is 9 s")
            .setValue(9.0)
            .setExpected(2.0)
            .setLower(1.0)
            .setUpper(3.0)
            .build());
    world.passes(MINUTE);
    assertThat(world.told).as("no revision").hasSize(1);

    world.resolves("3", "billing");
    world.passes(MINUTE);
    assertThat(world.last(A).getRevision()).isEqualTo(2);
    assertThat(world.last(A).getAlerts())
        .filteredOn(alert -> alert.getId().equals("1"))
        .extracting(IncidentAlert::getSummary, IncidentAlert::getValue, IncidentAlert::getStartsAt)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("cart: latency is 9 s", 9.0, BEGINNING));

    world.seen(
        IncidentAlert.newBuilder(
                IncidentWorld.alert("1", "cart", WARNING, AlertStatus.RESOLVED, world.now))
            .setSummary("cart: latency is 2 s, back in its band")
            .build());
    world.passes(MINUTE);
    assertThat(world.last(A).getAlerts())
        .as("what was wrong, not that it is over")
        .filteredOn(alert -> alert.getId().equals("1"))
        .extracting(IncidentAlert::getSummary, IncidentAlert::getValue, IncidentAlert::getStatus)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("cart: latency is 9 s", 9.0, AlertStatus.RESOLVED));
  }

  @Test
  void anAlertSentAgainTellsNothing() {
    aStorm();
    world.fires("1", "cart", WARNING);
    world.assigns("1", A);
    world.passes(SECOND);
    assertThat(world.told).hasSize(1);
  }

  @Test
  void itIsOverWhenNoAlertHasFiredForFiveMinutes() {
    aStorm();
    for (String alert : List.of("1", "2", "3")) {
      world.resolves(alert, alert.equals("3") ? "billing" : "cart");
    }
    world.passes(4 * MINUTE);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    world.passes(2 * MINUTE);
    Incident over = world.last(A);
    assertThat(over.getStatus()).isEqualTo(IncidentStatus.RESOLVED);
    assertThat(over.getResolvedBy()).isEqualTo("vedette");
    assertThat(over.getReason()).isEqualTo("all its alerts are resolved");
    assertThat(over.getFiringCount()).isZero();
    assertThat(over.getSeverity()).as("as it was last").isEqualTo(CRITICAL);
  }

  @Test
  void oneThatFiresAgainInTimeKeepsItOpen() {
    aStorm();
    world.resolves("1", "cart");
    world.resolves("2", "cart");
    world.resolves("3", "billing");
    world.passes(4 * MINUTE);
    world.fires("4", "cart", WARNING);
    world.assigns("4", A);
    world.passes(10 * MINUTE);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    world.resolves("4", "cart");
    world.passes(6 * MINUTE);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.RESOLVED);
  }

  @Test
  void alertsOfOtherToolsThatNothingIsHeardOfAreOverOursAreNot() {
    world.fires("1", "cart", WARNING);
    IncidentAlert ours =
        IncidentAlert.newBuilder(
                IncidentWorld.alert("2", "cart", WARNING, AlertStatus.FIRING, BEGINNING))
            .setSender("vedette")
            .build();
    world.seen(ours);
    world.assigns("1", A);
    world.assigns("2", B);
    world.passes(49 * HOUR);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.RESOLVED);
    assertThat(world.last(B).getStatus()).isEqualTo(IncidentStatus.OPEN);
  }

  @Test
  void oneThatIsSentAgainNowAndThenStaysOpen() {
    world.fires("1", "cart", WARNING);
    world.assigns("1", A);
    for (int hour = 0; hour < 72; hour++) {
      world.passes(HOUR);
      world.seen(IncidentWorld.alert("1", "cart", WARNING, AlertStatus.FIRING, BEGINNING));
    }
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
  }

  @Test
  void anAlertNeverJoinsAResolvedIncidentButBeginsOneThatContinuesIt() {
    aStorm();
    world.says("c", RESOLVE, A);
    world.passes(MINUTE);
    long revision = world.last(A).getRevision();
    world.fires("4", "cart", WARNING);
    world.assigns("4", A);
    world.fires("5", "cart", WARNING);
    world.assigns("5", A);
    world.passes(SECOND);
    assertThat(world.ids()).hasSize(2);
    String successor = world.ids().get(1);
    Incident next = world.last(successor);
    assertThat(next.getContinues()).isEqualTo(A);
    assertThat(next.getAlertCount()).isEqualTo(2);
    assertThat(next.getReason()).contains(A);
    assertThat(world.last(A).getRevision()).as("left alone").isEqualTo(revision);

    world.resolves("4", "cart");
    world.resolves("5", "cart");
    world.passes(6 * MINUTE);
    assertThat(world.last(successor).getStatus()).isEqualTo(IncidentStatus.RESOLVED);
    world.fires("6", "cart", WARNING);
    world.assigns("6", A);
    world.passes(SECOND);
    assertThat(world.ids()).hasSize(3);
    assertThat(world.last(world.ids().get(2)).getContinues()).isEqualTo(successor);
  }

  @Test
  void acknowledgedAndGivenBack() {
    aStorm();
    world.says("c1", ACKNOWLEDGE, A);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.ACKNOWLEDGED);
    assertThat(world.last(A).getAcknowledgedBy()).isEqualTo("ann");
    assertThat(world.last(A).getAcknowledgedAt()).isEqualTo(world.now);
    world.says("c2", UNACKNOWLEDGE, A);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(world.last(A).getAcknowledgedBy()).isNull();
    assertThat(kinds(world.allOf(A)))
        .containsExactly(
            IncidentChangeKind.OPENED,
            IncidentChangeKind.ACKNOWLEDGED,
            IncidentChangeKind.UNACKNOWLEDGED);
  }

  @Test
  void aSnoozeEndsByItself() {
    aStorm();
    world.says("c1", ACKNOWLEDGE, A);
    long until = world.now + HOUR;
    world.says(world.command("c2", SNOOZE, A).setUntil(until).build());
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.SNOOZED);
    assertThat(world.last(A).getSnoozedUntil()).isEqualTo(until);
    world.passes(HOUR - 1);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.SNOOZED);
    world.passes(1);
    Incident awake = world.last(A);
    assertThat(awake.getStatus()).as("as before").isEqualTo(IncidentStatus.ACKNOWLEDGED);
    assertThat(awake.getChange()).isEqualTo(IncidentChangeKind.UNSNOOZED);
    assertThat(awake.getChangedAt()).isEqualTo(until);
    assertThat(awake.getSnoozedUntil()).isNull();
  }

  @Test
  void aSnoozeIsEndedByAPersonOrMadeLonger() {
    aStorm();
    world.says(world.command("c1", SNOOZE, A).setUntil(world.now + HOUR).build());
    world.says("c2", UNSNOOZE, A);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    world.says(world.command("c3", SNOOZE, A).setUntil(world.now + HOUR).build());
    world.says(world.command("c4", SNOOZE, A).setUntil(world.now + 2 * HOUR).build());
    world.passes(HOUR + MINUTE);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.SNOOZED);
    world.passes(HOUR);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
  }

  @Test
  void aSnoozedIncidentThatGetsWorseWakes() {
    world.fires("1", "cart", WARNING);
    world.assigns("1", A);
    world.passes(SECOND);
    world.says(world.command("c1", SNOOZE, A).setUntil(world.now + HOUR).build());
    world.fires("2", "cart", INFO);
    world.assigns("2", A);
    world.passes(SECOND);
    assertThat(world.last(A).getStatus()).as("no worse").isEqualTo(IncidentStatus.SNOOZED);
    world.fires("3", "cart", CRITICAL);
    world.assigns("3", A);
    world.passes(SECOND);
    assertThat(world.last(A).getChange()).isEqualTo(IncidentChangeKind.UNSNOOZED);
    assertThat(world.last(A).getReason()).contains("CRITICAL after WARNING");
    world.passes(2 * HOUR);
    assertThat(kinds(world.allOf(A))).filteredOn(IncidentChangeKind.UNSNOOZED::equals).hasSize(1);
  }

  @Test
  void aSnoozedIncidentThatSpreadsWakes() {
    world.fires("1", "cart", WARNING);
    world.assigns("1", A);
    world.passes(SECOND);
    world.says(world.command("c1", SNOOZE, A).setUntil(world.now + HOUR).build());
    world.fires("2", "billing", WARNING);
    world.assigns("2", A);
    world.passes(SECOND);
    assertThat(world.last(A).getReason()).contains("2 services after 1");
  }

  @Test
  void resolvedWithWhatWasDoneAndReopened() {
    aStorm();
    world.says(world.command("c1", RESOLVE, A).setComment("rolled back").build());
    Incident over = world.last(A);
    assertThat(over.getStatus()).isEqualTo(IncidentStatus.RESOLVED);
    assertThat(over.getResolution()).isEqualTo("rolled back");
    assertThat(over.getResolvedBy()).isEqualTo("ann");
    world.says("c2", REOPEN, A);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(world.last(A).getChange()).isEqualTo(IncidentChangeKind.REOPENED);
    assertThat(world.last(A).getResolution()).isNull();
    world.fires("4", "cart", WARNING);
    world.assigns("4", A);
    world.passes(SECOND);
    assertThat(world.last(A).getAlertCount()).as("takes alerts again").isEqualTo(4);
  }

  @Test
  void aPersonMergesAndWhatComesLaterFollows() {
    aStorm();
    world.fires("b1", "search", WARNING);
    world.assigns("b1", B);
    world.passes(SECOND);
    world.says(world.command("c1", MERGE, A).setInto(B).build());
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.MERGED);
    assertThat(world.last(A).getMergedInto()).isEqualTo(B);
    assertThat(world.last(B).getAlertCount()).as("at once").isEqualTo(4);
    assertThat(world.last(B).getSeverity()).isEqualTo(CRITICAL);

    world.fires("4", "cart", WARNING);
    world.assigns("4", A);
    world.resolves("2", "cart");
    world.passes(SECOND);
    assertThat(world.last(B).getAlertCount()).isEqualTo(5);
    assertThat(world.last(B).getFiringCount()).isEqualTo(4);
    world.says("c2", ACKNOWLEDGE, A);
    assertThat(world.last(B).getAcknowledgedBy()).as("passed on").isEqualTo("ann");
    assertThat(world.placeOf("4")).isEqualTo(B);
  }

  @Test
  void clustersThatMergeTakeTheirIncidentsAlong() {
    aStorm();
    world.merges(A, B);
    world.passes(SECOND);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.MERGED);
    assertThat(world.last(B).getChange())
        .as("it had not opened")
        .isEqualTo(IncidentChangeKind.OPENED);
    assertThat(world.last(B).getAlertCount()).isEqualTo(3);
  }

  @Test
  void mergedIntoEachOtherBothStandAgain() {
    aStorm();
    world.fires("b1", "search", WARNING);
    world.assigns("b1", B);
    world.passes(SECOND);
    world.merges(A, B);
    world.merges(B, A);
    world.passes(SECOND);
    assertThat(world.last(A).getStatus()).isNotEqualTo(world.last(B).getStatus());
    int alerts =
        List.of(A, B).stream()
            .map(world::last)
            .filter(one -> one.getStatus() == IncidentStatus.OPEN)
            .mapToInt(Incident::getAlertCount)
            .sum();
    assertThat(alerts).as("no alert is lost").isEqualTo(4);
  }

  @Test
  void splitByAPerson() {
    aStorm();
    world.says(world.command("c1", SPLIT, A).setAlerts(List.of("3", "unknown")).build());
    assertThat(world.ids()).hasSize(2);
    String other = world.ids().get(1);
    assertThat(world.last(other).getChange()).isEqualTo(IncidentChangeKind.SPLIT);
    assertThat(world.last(other).getSplitFrom()).isEqualTo(A);
    assertThat(world.last(other).getAlerts()).extracting(IncidentAlert::getId).containsExactly("3");
    assertThat(world.last(A).getChange()).isEqualTo(IncidentChangeKind.SPLIT);
    assertThat(world.last(A).getAlertCount()).isEqualTo(2);
    world.assigns("3", B);
    world.passes(SECOND);
    assertThat(world.ids()).as("no cluster moves what a person placed").hasSize(2);
    world.resolves("3", "billing");
    world.passes(SECOND);
    assertThat(world.last(other).getFiringCount()).isZero();
  }

  @Test
  void aClusterThatSplitsMovesItsAlertsWithALineOfTheAudit() {
    aStorm();
    world.assigns("3", B);
    world.passes(SECOND);
    assertThat(world.last(A).getAlertCount()).isEqualTo(2);
    assertThat(world.last(B).getAlertCount()).isEqualTo(1);
    assertThat(world.audits)
        .filteredOn(audit -> audit.getKind() == AuditKind.INCIDENT_ALERTS_MOVED)
        .extracting(Audit::getBefore, Audit::getAfter, Audit::getCause)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(A, B, "3"));
  }

  @Test
  void anIncidentWhoseAlertsAllLeftIsOver() {
    aStorm();
    for (String alert : List.of("1", "2", "3")) {
      world.assigns(alert, B);
    }
    world.passes(SECOND);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.RESOLVED);
    assertThat(world.last(A).getReason()).isEqualTo("all its alerts belong to other incidents");
    assertThat(world.last(B).getAlertCount()).isEqualTo(3);
  }

  @Test
  void aCommentIsTold() {
    aStorm();
    world.says(world.command("c1", COMMENT, A).setComment("looking at it").build());
    assertThat(world.last(A).getReason()).isEqualTo("commented by ann: looking at it");
    assertThat(world.last(A).getChange()).isEqualTo(IncidentChangeKind.UPDATED);
  }

  @Test
  void aCommandIsAppliedOnce() {
    aStorm();
    world.says("c1", ACKNOWLEDGE, A);
    world.says("c2", UNACKNOWLEDGE, A);
    world.says("c1", ACKNOWLEDGE, A);
    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(world.counts.get(JobMetric.INCIDENT_COMMANDS_REPEATED)).isEqualTo(1);
    assertThat(world.refusals).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "OPEN     | UNACKNOWLEDGE | nobody has acknowledged it",
        "OPEN     | UNSNOOZE      | it is not snoozed",
        "OPEN     | REOPEN        | it is not resolved",
        "OPEN     | SNOOZE        | SNOOZE needs a time until which",
        "OPEN     | COMMENT       | a comment without words",
        "OPEN     | MERGE         | MERGE needs another incident to merge into",
        "OPEN     | SPLIT         | none of these alerts is in it",
        "RESOLVED | ACKNOWLEDGE   | it is resolved",
        "RESOLVED | UNACKNOWLEDGE | it is resolved",
        "RESOLVED | RESOLVE       | it is resolved",
        "RESOLVED | UNSNOOZE      | it is resolved",
        "RESOLVED | MERGE         | it is resolved",
        "RESOLVED | SPLIT         | it is resolved",
        "MERGED   | REOPEN        | it lives on in 00000000000000b2",
        "MERGED   | MERGE         | it lives on in 00000000000000b2",
      })
  void whatCannotBeAppliedIsRefusedWithAReason(
      String status, IncidentCommandKind kind, String reason) {
    aStorm();
    if (status.equals("RESOLVED")) {
      world.says("before", RESOLVE, A);
    } else if (status.equals("MERGED")) {
      world.merges(A, B);
    }
    int told = world.allOf(A).size();
    world.says("c", kind, A);
    assertThat(world.refusals).containsExactly("c: " + reason);
    assertThat(world.allOf(A)).as("unchanged").hasSize(told);
    assertThat(world.audits.get(world.audits.size() - 1).getKind())
        .isEqualTo(AuditKind.INCIDENT_COMMAND_REFUSED);
  }

  @Test
  void snoozesThatAreOverOrTooLongAndMergesIntoNothingAreRefused() {
    aStorm();
    world.says(world.command("c1", SNOOZE, A).setUntil(world.now).build());
    world.says(world.command("c2", SNOOZE, A).setUntil(world.now + 31 * 24 * HOUR).build());
    world.says(world.command("c3", MERGE, A).setInto(B).build());
    world.says("c4", ACKNOWLEDGE, B);
    world.says(world.command("c5", SPLIT, A).setAlerts(List.of("1", "2", "3")).build());
    assertThat(world.refusals).hasSize(5);
    assertThat(world.refusals.get(0)).contains("is over");
    assertThat(world.refusals.get(1)).contains("at most");
    assertThat(world.refusals.get(2)).isEqualTo("c3: there is no incident " + B);
    assertThat(world.refusals.get(3)).isEqualTo("c4: there is no incident " + B);
    assertThat(world.refusals.get(4)).contains("nothing would be left");
    assertThat(world.allOf(A)).hasSize(1);
  }

  @Test
  void changesOfItsServicesAreEvidenceWheneverTheyCome() {
    world.changes("old", "cart", BEGINNING - 2 * HOUR);
    world.changes("deploy", "cart", BEGINNING - 5 * MINUTE);
    world.changes("other", "search", BEGINNING - MINUTE);
    aStorm();
    world.passes(SECOND);
    assertThat(world.last(A).getChanges())
        .extracting(RecentChange::getId)
        .containsExactly("deploy");
    world.changes("late", "billing", BEGINNING - MINUTE);
    world.passes(SECOND);
    assertThat(world.last(A).getChanges())
        .extracting(RecentChange::getId)
        .containsExactly("late", "deploy");
  }

  @Test
  void whatIsOverIsForgottenAfterAWhile() {
    aStorm();
    world.says("c1", RESOLVE, A);
    world.passes(6 * 24 * HOUR);
    assertThat(world.isForgotten(A)).isFalse();
    world.passes(2 * 24 * HOUR);
    assertThat(world.isForgotten(A)).isTrue();
    assertThat(world.waiting()).as("nothing to wait for").isZero();
  }

  @Test
  void theRecordOfWhatIsOverIsDroppedLaterThanItIsForgotten() {
    IncidentWorld month =
        new IncidentWorld(
            IncidentParameters.defaults().withRecordsKept(Duration.ofDays(30)), BEGINNING);
    month.fires("1", "cart", WARNING);
    month.assigns("1", A);
    month.passes(SECOND);
    month.says("c1", RESOLVE, A);
    long over = month.now;
    month.passes(29 * 24 * HOUR);
    assertThat(month.isForgotten(A)).isTrue();
    assertThat(month.last(A).getChange()).isEqualTo(IncidentChangeKind.RESOLVED);
    month.passes(2 * 24 * HOUR);
    Incident dropped = month.last(A);
    assertThat(dropped.getChange()).isEqualTo(IncidentChangeKind.FORGOTTEN);
    assertThat(dropped.getEnvironment()).isEqualTo("prod");
    assertThat(dropped.getChangedAt() - over).isEqualTo(Duration.ofDays(30).toMillis());
    assertThat(month.counts.get(JobMetric.INCIDENT_RECORDS_DROPPED)).isEqualTo(1);
    assertThat(month.isForgotten(A)).as("still nothing is kept").isTrue();
    assertThat(month.waiting()).isZero();
  }

  @Test
  void theRecordOfAReopenedIncidentIsDroppedOnce() {
    IncidentWorld month =
        new IncidentWorld(
            IncidentParameters.defaults().withRecordsKept(Duration.ofDays(7)), BEGINNING);
    month.fires("1", "cart", WARNING);
    month.assigns("1", A);
    month.passes(SECOND);
    month.says("c1", RESOLVE, A);
    month.passes(6 * 24 * HOUR);
    month.says("c2", REOPEN, A);
    assertThat(month.last(A).getChange()).isEqualTo(IncidentChangeKind.REOPENED);
    month.passes(6 * 24 * HOUR);
    assertThat(month.last(A).getStatus()).as("nothing fires").isEqualTo(IncidentStatus.RESOLVED);
    assertThat(month.told)
        .extracting(Incident::getChange)
        .doesNotContain(IncidentChangeKind.FORGOTTEN);
    month.passes(2 * 24 * HOUR);
    assertThat(month.told)
        .extracting(Incident::getChange)
        .containsOnlyOnce(IncidentChangeKind.FORGOTTEN);
    assertThatThrownBy(() -> IncidentParameters.defaults().withRecordsKept(Duration.ofDays(6)))
        .hasMessageStartingWith("recordsKept (PT144H) must be zero or at least the retention");
  }

  @Test
  void alertsBeyondTheLimitAreCountedOnly() {
    IncidentParameters small =
        new IncidentParameters(
            Duration.ofMillis(500),
            Duration.ofMinutes(5),
            Duration.ofHours(6),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofMinutes(30),
            10,
            5,
            3,
            2,
            2);
    IncidentWorld bounded = new IncidentWorld(small, BEGINNING);
    for (int i = 0; i < 15; i++) {
      bounded.fires("a" + i, "s" + i, WARNING);
      bounded.assigns("a" + i, A);
    }
    bounded.passes(SECOND);
    Incident incident = bounded.last(A);
    assertThat(incident.getAlertCount()).isEqualTo(15);
    assertThat(incident.getFiringCount()).isEqualTo(10);
    assertThat(incident.getAlerts()).hasSize(5);
    assertThat(incident.getServices()).hasSize(3);
    assertThat(bounded.counts.get(JobMetric.INCIDENT_ALERTS_NOT_KEPT)).isEqualTo(5);
    bounded.resolves("a3", "s3");
    bounded.fires("a15", "s15", CRITICAL);
    bounded.assigns("a15", A);
    bounded.passes(SECOND);
    assertThat(bounded.last(A).getSeverity()).as("in place of a resolved one").isEqualTo(CRITICAL);
  }

  @Test
  void ofManyResolvedAlertsSomeAreKeptAndAllAreCounted() {
    for (int i = 0; i < 900; i++) {
      world.fires("a" + i, "cart", WARNING);
      world.assigns("a" + i, A);
      if (i < 800) {
        world.resolves("a" + i, "cart");
      }
      world.passes(100);
    }
    world.passes(SECOND);
    assertThat(world.last(A).getAlertCount()).isEqualTo(900);
    assertThat(world.last(A).getFiringCount()).isEqualTo(100);
    assertThat(world.membersOf(A)).isEqualTo(200);
    world.seen(IncidentWorld.alert("a799", "cart", CRITICAL, AlertStatus.FIRING, world.now));
    world.passes(SECOND);
    assertThat(world.last(A).getSeverity()).as("fires after all").isEqualTo(CRITICAL);
    assertThat(world.last(A).getAlertCount()).isEqualTo(900);
  }
}
