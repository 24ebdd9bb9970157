package io.vedette.gateway.live;

import io.vedette.gateway.log.RecordPlace;
import io.vedette.schema.model.ModelRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Champions that series had, and where Kafka has them, as far as it was not compacted since. Keeps
 * so many of a series, the newest, of so many series, and no parameters of theirs.
 */
public final class ModelVersions {

  private final int series;
  private final int each;
  private final Map<String, Deque<Version>> versions = new HashMap<>();

  /** A version and where it is written whole. */
  public record Version(ModelRecord model, RecordPlace place) {}

  ModelVersions(int series, int each) {
    this.series = series;
    this.each = each;
  }

  synchronized void add(ModelRecord model, RecordPlace place) {
    Deque<Version> known = versions.get(model.getSeriesId());
    if (known == null) {
      if (versions.size() == series) {
        return;
      }
      known = new ArrayDeque<>();
      versions.put(model.getSeriesId(), known);
    }
    for (Iterator<Version> all = known.iterator(); all.hasNext(); ) {
      if (all.next().model().getVersion().equals(model.getVersion())) {
        all.remove(); // written again, as by a revert
      }
    }
    known.addLast(new Version(model, place));
    if (known.size() > each) {
      known.removeFirst();
    }
  }

  synchronized void clear() {
    versions.clear();
  }

  /** Those of a series, the one that was trained last first. */
  public synchronized List<Version> of(String seriesId) {
    List<Version> all = new ArrayList<>(versions.getOrDefault(seriesId, new ArrayDeque<>()));
    all.sort((a, b) -> Long.compare(b.model().getTrainedAt(), a.model().getTrainedAt()));
    return all;
  }
}
