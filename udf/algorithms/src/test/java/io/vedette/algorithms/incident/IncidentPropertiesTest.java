package io.vedette.algorithms.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.control.IncidentCommandKind;
import io.vedette.schema.incident.IncidentAlert;
import io.vedette.schema.result.AlertStatus;
import io.vedette.schema.result.Incident;
import io.vedette.schema.result.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Whatever order messages come in, and however often, incidents are the same. */
class IncidentPropertiesTest {

  private static final long BEGINNING = 1_700_000_000_000L;
  private static final List<Severity> SEVERITIES = List.of(Severity.values());
  private static final List<IncidentCommandKind> KINDS = List.of(IncidentCommandKind.values());
  private static final List<String> CLUSTERS =
      List.of("00000000000000a1", "00000000000000b2", "00000000000000c3");

  @Property(tries = 200)
  void orderAndDuplicatesChangeNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int alerts) {
    List<Consumer<IncidentWorld>> said = story(seed, alerts);
    List<Consumer<IncidentWorld>> otherwise = new ArrayList<>(said);
    Random random = new Random(seed ^ 7);
    otherwise.addAll(said.subList(0, random.nextInt(said.size() + 1)));
    Collections.shuffle(otherwise, random);
    assertThat(outcome(otherwise)).isEqualTo(outcome(said)).isNotEmpty();
  }

  @Property(tries = 200)
  void commandsAtRandomNeverLoseAnAlertNorARevision(
      @ForAll long seed, @ForAll @IntRange(min = 3, max = 30) int alerts) {
    IncidentWorld world = new IncidentWorld(IncidentParameters.defaults(), BEGINNING);
    Random random = new Random(seed);
    for (int i = 0; i < alerts; i++) {
      world.fires("a" + i, "s" + random.nextInt(4), Severity.WARNING);
      world.assigns("a" + i, CLUSTERS.get(random.nextInt(3)));
      world.passes(random.nextInt(2) * 700L);
      if (!world.ids().isEmpty()) {
        say(world, random, "c" + i);
      }
    }
    world.passes(700);
    Map<String, Long> revisions = new HashMap<>();
    Map<String, Incident> last = new HashMap<>();
    for (Incident incident : world.told) {
      assertThat(incident.getRevision())
          .as("of " + incident.getId())
          .isEqualTo(revisions.getOrDefault(incident.getId(), 0L) + 1);
      revisions.put(incident.getId(), incident.getRevision());
      last.put(incident.getId(), incident);
    }
    List<String> alive = new ArrayList<>();
    last.values().stream()
        .filter(one -> one.getMergedInto() == null)
        .forEach(one -> one.getAlerts().forEach(alert -> alive.add(alert.getId())));
    assertThat(alive).as("each alert is in one incident").hasSize(alerts).doesNotHaveDuplicates();
  }

  private static void say(IncidentWorld world, Random random, String id) {
    List<String> ids = world.ids();
    String incident = ids.get(random.nextInt(ids.size()));
    IncidentCommandKind kind = KINDS.get(random.nextInt(KINDS.size()));
    world.says(
        world
            .command(id, kind, incident)
            .setComment("because")
            .setUntil(world.now + 1 + random.nextInt(1000))
            .setInto(ids.get(random.nextInt(ids.size())))
            .setAlerts(List.of("a" + random.nextInt(30), "a" + random.nextInt(30)))
            .build());
  }

  private static List<Consumer<IncidentWorld>> story(long seed, int alerts) {
    Random random = new Random(seed);
    List<Consumer<IncidentWorld>> said = new ArrayList<>();
    for (int i = 0; i < alerts; i++) {
      String id = "a" + i;
      String service = "s" + random.nextInt(5);
      Severity severity = SEVERITIES.get(random.nextInt(3));
      long at = BEGINNING + random.nextInt(10_000);
      String cluster = CLUSTERS.get(random.nextInt(3));
      IncidentAlert firing = IncidentWorld.alert(id, service, severity, AlertStatus.FIRING, at);
      said.add(world -> world.seen(firing));
      said.add(world -> world.assigns(id, cluster));
      if (random.nextBoolean()) {
        IncidentAlert over =
            IncidentWorld.alert(id, service, Severity.INFO, AlertStatus.RESOLVED, at + 5);
        said.add(world -> world.seen(over));
      }
    }
    if (random.nextBoolean()) {
      said.add(world -> world.merges(CLUSTERS.get(2), CLUSTERS.get(0)));
    }
    return said;
  }

  private static Map<String, String> outcome(List<Consumer<IncidentWorld>> said) {
    IncidentWorld world = new IncidentWorld(IncidentParameters.defaults(), BEGINNING);
    said.forEach(one -> one.accept(world));
    world.passes(2000);
    Map<String, String> outcome = new TreeMap<>();
    for (Incident incident : world.told) {
      if (incident.getMergedInto() == null) {
        outcome.put(
            incident.getId(),
            incident.getStatus()
                + " "
                + incident.getSeverity()
                + " "
                + incident.getTitle()
                + " "
                + incident.getStartsAt()
                + " "
                + incident.getAlerts()
                + incident.getServices());
      }
    }
    return outcome;
  }
}
