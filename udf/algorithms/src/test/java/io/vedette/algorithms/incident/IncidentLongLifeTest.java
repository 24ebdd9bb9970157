package io.vedette.algorithms.incident;

import static io.vedette.schema.control.IncidentCommandKind.ACKNOWLEDGE;
import static io.vedette.schema.control.IncidentCommandKind.MERGE;
import static io.vedette.schema.control.IncidentCommandKind.RESOLVE;
import static io.vedette.schema.control.IncidentCommandKind.UNACKNOWLEDGE;
import static io.vedette.schema.result.Severity.WARNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.JobMetric;
import io.vedette.schema.result.IncidentStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cluster may outlive its incidents: what still joins it goes where it belongs, for as long. */
class IncidentLongLifeTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final long SECOND = 1000;
  private static final long MINUTE = 60 * SECOND;
  private static final long DAY = 24 * 60 * MINUTE;
  private static final String A = "00000000000000a1";
  private static final String B = "00000000000000b2";

  private final IncidentWorld world = new IncidentWorld(IncidentParameters.defaults(), BEGINNING);

  private void fires(String id, String cluster) {
    world.fires(id, "cart", WARNING);
    world.assigns(id, cluster);
    world.passes(SECOND);
  }

  @Test
  void eachOfManyRoundsIsAnIncidentOfItsOwnThatContinuesTheOneBefore() {
    int rounds = 3 * IncidentActor.HOPS;
    for (int round = 0; round < rounds; round++) {
      fires("r" + round, A);
      world.resolves("r" + round, "cart");
      world.passes(6 * MINUTE);
    }

    List<String> incidents = world.ids();
    assertThat(incidents).hasSize(rounds).doesNotHaveDuplicates();
    for (int round = 0; round < rounds; round++) {
      assertThat(world.last(incidents.get(round)).getStatus()).isEqualTo(IncidentStatus.RESOLVED);
      assertThat(world.last(incidents.get(round)).getAlertCount()).isEqualTo(1);
      assertThat(world.last(incidents.get(round)).getContinues())
          .isEqualTo(round == 0 ? null : incidents.get(round - 1));
    }
  }

  @Test
  void aMergeByAPersonHoldsForAsLongAsAlertsCome() {
    fires("1", A);
    fires("2", B);
    world.says(world.command("c", MERGE, A).setInto(B).build());
    for (int day = 0; day < 20; day++) {
      world.passes(DAY);
      fires("day" + day, A);
    }

    assertThat(world.last(A).getStatus()).isEqualTo(IncidentStatus.MERGED);
    assertThat(world.ids()).as("nothing is born again").doesNotHaveDuplicates();
    assertThat(world.allOf(A)).extracting(record -> record.getRevision()).doesNotHaveDuplicates();
  }

  @Test
  void aCommandThatWasAppliedBeforeAMergeIsNotAppliedToTheOther() {
    fires("1", A);
    fires("2", B);
    world.says("ack", ACKNOWLEDGE, A);
    world.says("back", UNACKNOWLEDGE, A);
    world.says(world.command("merge", MERGE, A).setInto(B).build());
    world.says("ack", ACKNOWLEDGE, A);

    assertThat(world.last(B).getStatus()).isEqualTo(IncidentStatus.OPEN);
    assertThat(world.counts.get(JobMetric.INCIDENT_COMMANDS_REPEATED)).isEqualTo(1);

    world.says("done", RESOLVE, A);
    assertThat(world.last(B).getStatus()).as("a new one is").isEqualTo(IncidentStatus.RESOLVED);
  }
}
