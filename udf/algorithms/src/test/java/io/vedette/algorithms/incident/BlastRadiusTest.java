package io.vedette.algorithms.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BlastRadiusTest {

  @Test
  void whatRepeatsItselfCrowdsOutNothing() {
    List<IncidentMemberRecord> members = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      members.add(member(i, "cart", "cpu"));
    }
    members.add(member(10, "cart", "memory"));
    members.add(member(11, "pay", "cpu"));
    BlastRadius radius = BlastRadius.of(members);

    assertThat(radius.alerts(4))
        .extracting(IncidentAlert::getStartsAt)
        .as("one of each, then the second oldest")
        .containsExactly(0L, 1L, 10L, 11L);
    assertThat(radius.alerts(2)).extracting(IncidentAlert::getStartsAt).containsExactly(0L, 10L);
    assertThat(radius.alerts(12)).hasSize(12);
    assertThat(radius.alerts(11)).hasSize(11).extracting(IncidentAlert::getStartsAt).contains(8L);
  }

  private static IncidentMemberRecord member(long at, String service, String name) {
    IncidentMemberRecord member = new IncidentMemberRecord();
    member.setAlert(
        IncidentAlert.newBuilder()
            .setId("a" + at)
            .setFingerprint("f")
            .setStatus(AlertStatus.FIRING)
            .setName(name)
            .setService(service)
            .setSeverity(Severity.WARNING)
            .setStartsAt(at)
            .build());
    return member;
  }
}
