package io.vedette.algorithms.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentStateRecord;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Severity;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an alert costs an incident that keeps as many as it may. */
class TurnTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final IncidentParameters PARAMETERS = IncidentParameters.defaults();
  private static final int KEPT = PARAMETERS.alertsKept();
  private static final int MORE = 5_000;

  private final Walked memory = new Walked();
  private final IncidentStateRecord life =
      IncidentStateRecord.newBuilder().setEnvironment("prod").build();
  private final Turn turn = new Turn("i", life, memory, nobody(), BEGINNING, PARAMETERS);

  @Test
  void whileAllFireNoAlertBeyondTheLimitIsLookedForRoom() {
    put(0, KEPT + MORE, AlertStatus.FIRING);

    assertThat(memory.members).hasSize(KEPT);
    assertThat(life.getKept()).isEqualTo(KEPT);
    assertThat(life.getAlertCount()).isEqualTo(KEPT + MORE);
    assertThat(memory.walks).as("once, to find that all fire").isEqualTo(1);

    turn.put(alert(7, AlertStatus.RESOLVED), false);
    put(KEPT + MORE, 2, AlertStatus.FIRING);
    assertThat(memory.member("7")).as("resolved since, so it makes room").isNull();
    assertThat(memory.member(String.valueOf(KEPT + MORE))).isNotNull();
    assertThat(memory.member(String.valueOf(KEPT + MORE + 1))).as("no room").isNull();
    assertThat(memory.walks).isEqualTo(2);
  }

  @Test
  void resolvedOnesMakeRoomOldestFirstAndAFewAtOnce() {
    put(0, KEPT, AlertStatus.RESOLVED);
    put(KEPT, MORE, AlertStatus.FIRING);

    assertThat(memory.walks).isEqualTo(MORE / (KEPT / 20));
    assertThat(memory.member("0")).isNull();
    assertThat(memory.member(String.valueOf(MORE - 1))).isNull();
    assertThat(memory.member(String.valueOf(MORE))).as("ended later").isNotNull();
    assertThat(memory.member(String.valueOf(KEPT + MORE - 1))).isNotNull();
    assertThat(life.getKept()).isEqualTo(memory.members.size()).isLessThanOrEqualTo(KEPT);
  }

  private void put(int from, int count, AlertStatus status) {
    for (int i = from; i < from + count; i++) {
      turn.put(alert(i, status), false);
    }
  }

  private static IncidentAlert alert(int i, AlertStatus status) {
    return IncidentWorld.alert(String.valueOf(i), "cart", Severity.WARNING, status, BEGINNING + i);
  }

  private static Outbox nobody() {
    return (Outbox)
        Proxy.newProxyInstance(
            TurnTest.class.getClassLoader(),
            new Class<?>[] {Outbox.class},
            (proxy, method, arguments) -> null);
  }

  /** Counts how often all alerts are walked through. */
  private static final class Walked implements IncidentMemory {

    private final Map<String, IncidentMemberRecord> members = new HashMap<>();
    private int walks;

    @Override
    public @Nullable IncidentStateRecord life() {
      return null;
    }

    @Override
    public void keep(IncidentStateRecord value) {}

    @Override
    public @Nullable IncidentMemberRecord member(String alert) {
      return members.get(alert);
    }

    @Override
    public void keep(IncidentMemberRecord member) {
      members.put(member.getAlert().getId(), member);
    }

    @Override
    public void drop(String alert) {
      members.remove(alert);
    }

    @Override
    public Iterable<IncidentMemberRecord> members() {
      walks++;
      return members.values();
    }

    @Override
    public void dropMembers() {
      members.clear();
    }

    @Override
    public void forget() {
      members.clear();
    }
  }
}
