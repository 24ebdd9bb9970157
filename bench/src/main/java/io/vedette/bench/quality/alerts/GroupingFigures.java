package io.vedette.bench.quality.alerts;

import io.vedette.algorithms.correlate.AlertSentences;
import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.algorithms.correlate.NameTraining;
import io.vedette.algorithms.correlate.SkipGramParameters;
import io.vedette.algorithms.correlate.TrainedNames;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import io.vedette.files.FileLimits;
import io.vedette.files.TopologyFile;
import io.vedette.schema.correlate.TopologyEdge;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Grouping beside its baselines and beside itself with a part left out, all with one setting. */
public final class GroupingFigures {

  private static final String MICRO = "MicroSS/topology.json";
  private static final String BOUTIQUE = "Online-Boutique-cloudbed-1/topology.json";
  private static final String FALSE_POSITIVE = "false_positive";

  private final FigureTable table;
  private final List<Grouping> groupings;

  /** Figures into this table. */
  public GroupingFigures(FigureTable table) {
    this.table = table;
    CorrelateParameters ours = CorrelateParameters.defaults();
    Grouping vedette = Grouping.vedette("Vedette", ours);
    groupings =
        List.of(
            vedette,
            Grouping.gap(60),
            Grouping.bucket(600),
            Grouping.none(),
            Grouping.vedette("without graph", ours.withReach(0)),
            Grouping.vedette("without names", ours.withSimilarity(2)),
            Grouping.withoutSeverity("without severity", vedette),
            Grouping.vedette("without split", ours.withSplitting(false)));
  }

  /** Is told when a stream is done. */
  @FunctionalInterface
  public interface Progress {
    /** A stream is done. */
    void done(String what, long fromNanos);
  }

  /** All streams of the folder, and what is done to them. */
  public void addAll(Path folder, Progress progress) throws IOException {
    AlertSet two = AlertFiles.overlay(folder, "two_systems", "two systems");
    AlertSet same = AlertFiles.overlay(folder, "same_system", "same system");
    List<AlertSet> streams = new ArrayList<>();
    streams.add(two);
    streams.add(same);
    AlertSet micro = AlertFiles.recorded(folder, "MicroSS");
    streams.add(micro);
    streams.add(AlertFiles.recorded(folder, "Online-Boutique-cloudbed-1"));
    streams.add(AlertVariants.spaced(same, 300, 600, 1));
    streams.add(AlertVariants.spaced(same, 150, 300, 1));
    streams.add(AlertVariants.resent(two, 60, 0.1, 1));
    streams.add(AlertVariants.resent(same, 60, 0.1, 1));
    streams.add(AlertVariants.resent(same, 60, 0.3, 1));
    streams.add(AlertVariants.sharingHosts(two));
    streams.add(AlertVariants.namedByTools(two));
    streams.add(AlertVariants.namedByTools(same));
    streams.add(AlertVariants.withChatter(two, 3, 1));
    streams.add(AlertVariants.withChatter(same, 3, 1));
    for (AlertSet stream : streams) {
      long from = System.nanoTime();
      groupings.forEach(grouping -> add(stream, grouping));
      topologies(stream.name(), folder).forEach(grouping -> add(stream, grouping));
      progress.done(stream.name(), from);
    }
    for (AlertSet stream :
        List.of(
            two,
            same,
            micro,
            AlertVariants.namedByTools(two),
            AlertVariants.namedByTools(same),
            AlertVariants.withoutContext(two),
            AlertVariants.withoutContext(same),
            AlertVariants.withoutContext(micro))) {
      addTrained(stream);
    }
    for (String scenario : List.of("russellmitchell", "shaw")) {
      AlertSet stream = AlertFiles.attack(folder, scenario);
      groupings.forEach(grouping -> addAttack(stream, grouping));
    }
  }

  /**
   * Ours with the topology of the system, and with alerts that say nothing of it themselves; for
   * streams that have their systems' own names.
   */
  private static List<Grouping> topologies(String stream, Path folder) throws IOException {
    List<TopologyEdge> topology = new ArrayList<>();
    if (stream.startsWith("MicroSS") || stream.equals("two systems")) {
      topology.addAll(TopologyFile.read(folder.resolve(MICRO), FileLimits.DEFAULT));
    }
    if (!stream.startsWith("MicroSS")) {
      topology.addAll(TopologyFile.read(folder.resolve(BOUTIQUE), FileLimits.DEFAULT));
    }
    boolean isRenamed = stream.startsWith("two systems,") || stream.contains("names");
    CorrelateParameters ours = CorrelateParameters.defaults();
    return isRenamed
        ? List.of()
        : List.of(
            Grouping.vedette("and topology", ours, topology, null),
            Grouping.withoutContext("topology alone", Grouping.vedette("", ours, topology, null)),
            Grouping.withoutContext("names alone", Grouping.vedette("", ours)),
            Grouping.withoutContext("neither", Grouping.vedette("", ours.withSimilarity(2))));
  }

  /** Names trained on the first half of a stream, beside their spelling, on the second half. */
  private void addTrained(AlertSet whole) {
    int half = whole.alerts().size() / 2;
    AlertSet before = new AlertSet(whole.name(), whole.alerts().subList(0, half));
    AlertSet after =
        new AlertSet(
            whole.name() + ", second half", whole.alerts().subList(half, whole.alerts().size()));
    CorrelateParameters ours = CorrelateParameters.defaults();
    add(after, Grouping.vedette("Vedette", ours));
    add(after, Grouping.vedette("without names", ours.withSimilarity(2)));
    add(after, Grouping.vedette("trained names", ours, List.of(), trained(before)));
  }

  /** As the retrain job does: trained on three quarters, judged on the last. */
  private static @Nullable TrainedNames trained(AlertSet history) {
    AlertSentences heard = new AlertSentences(100_000);
    for (int i = 0; i < history.alerts().size(); i++) {
      heard.hear(history.alerts().get(i).toFiring(i));
    }
    return NameTraining.train(heard.all(), null, SkipGramParameters.defaults()).names();
  }

  private void add(AlertSet stream, Grouping grouping) {
    GroupingScore score = GroupingScore.of(stream.incidents(), grouping.group(stream.alerts()));
    String goal = goal(stream.name());
    String method = grouping.name();
    table.put(new Row(stream.name(), "pairwise F1", goal, 3), method, score.pairwiseF1());
    table.put(new Row(stream.name(), "ARI", goal, 3), method, score.adjustedRand());
    table.put(
        new Row(stream.name(), "groups of " + score.incidents() + " incidents", "", 0),
        method,
        score.groups());
  }

  private static String goal(String stream) {
    return switch (stream) {
      case "two systems", "same system" -> ">= .97";
      case "MicroSS", "Online-Boutique-cloudbed-1" -> ">= .98";
      default -> stream.contains("300-600 s") || stream.endsWith("+-10 %") ? ">= .90" : "";
    };
  }

  private void addAttack(AlertSet stream, Grouping grouping) {
    List<String> groups = grouping.group(stream.alerts());
    Set<String> all = new HashSet<>(groups);
    Set<String> phases = new HashSet<>();
    Set<String> mainlyNoise = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      String phase = stream.alerts().get(i).incident();
      if (phase.equals(FALSE_POSITIVE)) {
        mainlyNoise.add(groups.get(i));
      } else {
        phases.add(phase);
      }
    }
    Set<String> ownIncident = new HashSet<>();
    for (int i = 0; i < groups.size(); i++) {
      if (!mainlyNoise.contains(groups.get(i))) {
        ownIncident.add(stream.alerts().get(i).incident());
      }
    }
    double fewer = 100 * (1 - (double) all.size() / groups.size());
    String method = grouping.name();
    table.put(new Row(stream.name(), "fewer than alerts, %", ">= 98", 2), method, fewer);
    table.put(
        new Row(
            stream.name(),
            "of " + phases.size() + " attack phases with an incident free of noise",
            "",
            0),
        method,
        ownIncident.size());
  }
}
