package io.vedette.bench.quality.alerts;

import io.vedette.algorithms.similar.IncidentFeatures;
import io.vedette.algorithms.similar.PastIncidents;
import io.vedette.algorithms.similar.SimilarParameters;
import io.vedette.bench.quality.alerts.RecordedIncidents.Labelled;
import io.vedette.bench.quality.report.FigureTable;
import io.vedette.bench.quality.report.FigureTable.Row;
import io.vedette.schema.incident.SimilarIncident;
import io.vedette.schema.result.Incident;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the past incidents that are named had the same kind of fault, the incidents taken in
 * order of time: each is compared with those before it. Counted are incidents whose kind of fault
 * there was before. Copies of a recording never count as past incidents of one another.
 */
public final class SimilarFigures {

  private static final int MOST = 3;
  private static final SimilarParameters PARAMETERS =
      new SimilarParameters(500, Duration.ofDays(3650), 500, 0, 256);

  private final FigureTable table;

  /** Figures into this table. */
  public SimilarFigures(FigureTable table) {
    this.table = table;
  }

  /** Names past incidents, the most alike first. */
  private interface Method {
    List<String> like(Incident incident, List<Labelled> before);

    default void over(Incident incident) {}
  }

  /** Both systems that have alerts by kind of fault. */
  public void addAll(Path folder) throws IOException {
    for (String system : List.of("MicroSS", "Online-Boutique-cloudbed-1")) {
      List<Labelled> incidents = RecordedIncidents.read(folder, system);
      add(system, incidents, "Vedette", new Weighted());
      add(system, incidents, "Jaccard", SimilarFigures::jaccard);
      add(system, incidents, "the latest", SimilarFigures::latest);
    }
  }

  private void add(String system, List<Labelled> incidents, String name, Method method) {
    int counted = 0;
    int first = 0;
    int among = 0;
    for (int i = 0; i < incidents.size(); i++) {
      Labelled now = incidents.get(i);
      List<Labelled> before = new ArrayList<>();
      Map<String, String> types = new HashMap<>();
      for (Labelled past : incidents.subList(0, i)) {
        if (!past.original().equals(now.original())) {
          before.add(past);
          types.put(past.incident().getId(), past.faultType());
        }
      }
      if (types.containsValue(now.faultType())) {
        List<String> found =
            method.like(now.incident(), before).stream()
                .filter(types::containsKey)
                .limit(MOST)
                .map(types::get)
                .toList();
        counted++;
        first += !found.isEmpty() && found.get(0).equals(now.faultType()) ? 1 : 0;
        among += found.contains(now.faultType()) ? 1 : 0;
      }
      method.over(now.incident());
    }
    String of = " of " + counted + " incidents";
    table.put(
        new Row(system, "same fault, the first named," + of, "", 3),
        name,
        (double) first / counted);
    table.put(
        new Row(system, "same fault among three," + of, "", 3), name, (double) among / counted);
  }

  /** Ours. */
  private static final class Weighted implements Method {

    private final PastIncidents past = new PastIncidents();

    @Override
    public List<String> like(Incident incident, List<Labelled> before) {
      return past.find(incident, PARAMETERS).stream().map(SimilarIncident::getId).toList();
    }

    @Override
    public void over(Incident incident) {
      past.remember(incident, PARAMETERS);
    }
  }

  /** What both have over what either has, everything alike; the latest among equals. */
  private static List<String> jaccard(Incident incident, List<Labelled> before) {
    Set<String> ours = IncidentFeatures.of(incident, Integer.MAX_VALUE).keySet();
    Map<String, Double> scores = new HashMap<>();
    for (Labelled past : before) {
      Set<String> either =
          new HashSet<>(IncidentFeatures.of(past.incident(), Integer.MAX_VALUE).keySet());
      long both = either.stream().filter(ours::contains).count();
      either.addAll(ours);
      scores.put(past.incident().getId(), (double) both / either.size());
    }
    List<String> latest = new ArrayList<>(latest(incident, before));
    latest.sort(Comparator.comparingDouble((String id) -> scores.getOrDefault(id, 0.0)).reversed());
    return latest;
  }

  private static List<String> latest(Incident incident, List<Labelled> before) {
    List<String> ids = new ArrayList<>();
    for (int i = before.size() - 1; i >= 0; i--) {
      ids.add(before.get(i).incident().getId());
    }
    return ids;
  }
}
