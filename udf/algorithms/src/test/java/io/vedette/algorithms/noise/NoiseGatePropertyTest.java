package io.vedette.algorithms.noise;

import static io.vedette.algorithms.noise.GateStory.BEGINNING;
import static io.vedette.algorithms.noise.GateStory.HOUR;
import static io.vedette.algorithms.noise.GateStory.MINUTE;
import static io.vedette.algorithms.noise.GateStory.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.alert.IncomingAlert;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.result.AlertStateKind;
import io.vedette.schema.result.AlertStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** No alert is lost, whatever comes in which order and whatever rules come and go. */
class NoiseGatePropertyTest {

  private static final List<String> RULES =
      List.of("silence/a", "silence/b", "maintenance/a", "inhibition/a", "flapping/a");

  @Property(tries = 300)
  void whatFiresIsPassedOrHeldBackByARuleAndReleasedInTheEnd(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int alerts) {
    Random random = new Random(seed);
    GateStory story = GateStory.begin();
    List<IncomingAlert> events = events(random, alerts);
    disorder(events, random, 4);
    for (IncomingAlert event : events) {
      story.at(Math.max(story.now(), event.getTs()));
      if (random.nextInt(6) == 0) {
        String key = RULES.get(random.nextInt(RULES.size()));
        story.rule(key, random.nextInt(3) == 0 ? null : rule(key, random, story.now()));
      }
      if (random.nextInt(25) == 0) {
        story.restart();
      }
      Set<String> openBefore = Set.copyOf(story.open.keySet());
      int held = story.count(NoiseCount.HELD, 0);
      story.passed();
      story.take(event);
      TrackedAlert known = Objects.requireNonNull(story.get(event.getFingerprint()));
      if (story.count(NoiseCount.HELD, 0) > held && known.isFiring()) {
        assertThat(known.rules).as("held back by").isNotEmpty();
        assertThat(known.state).isIn(AlertStateKind.SUPPRESSED, AlertStateKind.FLAPPING);
      }
      if (event.getStatus() == AlertStatus.RESOLVED && known.firingSeen) {
        assertThat(story.passed())
            .as("resolutions of what was passed")
            .allMatch(said -> said.startsWith("+") || openBefore.contains(said.substring(1)));
      }
    }
    assertThat(story.count(NoiseCount.TAKEN, 0))
        .isEqualTo(events.size())
        .isEqualTo(
            story.count(NoiseCount.PASSED, 0)
                + story.count(NoiseCount.HELD, 0)
                + story.count(NoiseCount.DUPLICATE, 0));

    RULES.forEach(key -> story.rule(key, null));
    story.at(story.now() + HOUR);
    assertThat(new TreeSet<>(story.open.values())).isEqualTo(firingAtTheEnd(events));
    assertThat(story.open.values()).as("each once").doesNotHaveDuplicates();
  }

  /** Without rules that look back, order does not matter to what those behind see in the end. */
  @Property(tries = 300)
  void orderAndRepetitionsAreIrrelevant(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 6) int alerts) {
    Random random = new Random(seed);
    List<IncomingAlert> events = events(random, alerts);
    Set<String> inOrder = passedFirings(events);
    disorder(events, random, 12);
    assertThat(passedFirings(events)).isEqualTo(inOrder);
  }

  private static Set<String> passedFirings(List<IncomingAlert> events) {
    GateStory story = new GateStory(NoiseParameters.defaults().withFlapping(null));
    for (IncomingAlert event : events) {
      story.at(Math.max(story.now(), event.getTs()));
      story.take(event);
    }
    assertThat(new TreeSet<>(story.open.values())).isEqualTo(firingAtTheEnd(events));
    Set<String> fingerprints = new TreeSet<>();
    story.passed().forEach(said -> fingerprints.add(said.substring(1, said.indexOf('-', 1))));
    return fingerprints;
  }

  private static Set<String> firingAtTheEnd(List<IncomingAlert> events) {
    Map<String, IncomingAlert> newest = new TreeMap<>();
    for (IncomingAlert event : events) {
      newest.merge(
          event.getFingerprint(), event, (one, other) -> other.getTs() > one.getTs() ? other : one);
    }
    Set<String> firing = new TreeSet<>();
    newest.forEach(
        (fingerprint, last) -> {
          if (last.getStatus() == AlertStatus.FIRING) {
            firing.add(fingerprint);
          }
        });
    return firing;
  }

  /** Alerts that fire and are resolved some times, the last one maybe not; each maybe twice. */
  private static List<IncomingAlert> events(Random random, int alerts) {
    List<IncomingAlert> events = new ArrayList<>();
    for (int i = 0; i < alerts; i++) {
      String name = "n" + i;
      String[] labels = {"service", "s" + i % 3, "zone", "z" + i % 2};
      long time = BEGINNING + random.nextInt(600) * SECOND;
      int firings = 1 + random.nextInt(6);
      for (int n = 0; n < firings; n++) {
        String id = name + '-' + time;
        add(events, random, GateStory.alert(name, id, time, AlertStatus.FIRING, labels));
        time += (1 + random.nextInt(900)) * SECOND;
        if (n < firings - 1 || random.nextBoolean()) {
          add(events, random, GateStory.alert(name, id, time, AlertStatus.RESOLVED, labels));
        }
        time += (1 + random.nextInt(900)) * SECOND;
      }
    }
    events.sort(Comparator.comparingLong(IncomingAlert::getTs));
    return events;
  }

  private static void add(List<IncomingAlert> events, Random random, IncomingAlert event) {
    events.add(event);
    if (random.nextInt(4) == 0) {
      events.add(event);
    }
  }

  private static void disorder(List<IncomingAlert> events, Random random, int reach) {
    for (int from = 0; from < events.size(); from += reach) {
      Collections.shuffle(events.subList(from, Math.min(events.size(), from + reach)), random);
    }
  }

  private static NoiseRule rule(String key, Random random, long now) {
    String service = "service=s" + random.nextInt(3);
    return switch (key) {
      case "maintenance/a" ->
          GateStory.window("2023-11-14T22:20", 10 * MINUTE, "FREQ=DAILY", service);
      case "inhibition/a" ->
          GateStory.inhibition(List.of(service), List.of("service=~s.*"), "zone");
      case "flapping/a" ->
          GateStory.flapping(
              FlappingRule.newBuilder().setTransitions(3).setStableForMs(5 * MINUTE), service);
      default -> {
        long start = now + (random.nextInt(600) - 300) * SECOND;
        yield GateStory.silence(start, start + (1 + random.nextInt(1200)) * SECOND, service);
      }
    };
  }
}
