package io.vedette.functions.correlate;

import io.vedette.algorithms.correlate.AlertGrouper;
import io.vedette.algorithms.correlate.CorrelateParameters;
import io.vedette.algorithms.correlate.Firing;
import io.vedette.schema.correlate.ClusterRecord;
import io.vedette.schema.correlate.GrouperRecord;
import io.vedette.schema.correlate.GroupingStateRecord;
import io.vedette.schema.correlate.SeenAlertRecord;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one environment: its grouping, the alerts taken so far, and the event time it
 * has come to. Restored, the grouping is made when it is first asked for, since only then its
 * parameters are known.
 */
public final class GroupingState {

  private static final long NEVER = Long.MIN_VALUE;

  private @Nullable GrouperRecord stored;
  private @Nullable AlertGrouper grouper;

  /** Ids of alerts taken, longest unseen first. */
  private final Map<String, Long> seen = new LinkedHashMap<>();

  private long time = NEVER;

  /** What of the topology it knows; not stored: a restored one learns it again. */
  private int learnedVersion;

  private long learnedAt = NEVER;

  /** Version of the model of names it was last grouped by; null for none. */
  private @Nullable String namesVersion;

  /** The model its grouping was told to use; not stored: a restored one is told again. */
  private long namesId;

  private boolean isToldNames;

  /** The grouping; made by these parameters when there is none yet. */
  AlertGrouper grouper(CorrelateParameters parameters, String environment) {
    AlertGrouper living = grouper;
    if (living == null) {
      living =
          stored == null
              ? new AlertGrouper(parameters, environment)
              : AlertGrouper.fromStored(parameters, environment, stored);
      grouper = living;
      stored = null;
    }
    return living;
  }

  /** Event time it has come to; the least long before the first alert. */
  long time() {
    return time;
  }

  /** Whether the topology changed since it learned it, or it learned it before then. */
  boolean mustLearn(int version, long before) {
    return version != learnedVersion || learnedAt < before;
  }

  void learned(int version, long at) {
    learnedVersion = version;
    learnedAt = at;
  }

  /** Whether nothing was grouped yet. */
  boolean isNew() {
    return time == NEVER;
  }

  /** Version of the model of names in use; null for none. */
  @Nullable String namesVersion() {
    return namesVersion;
  }

  /** Lets the grouping use a model of names, or none; whether it used another before. */
  boolean useNames(KnownNames.@Nullable Used used, AlertGrouper living) {
    long id = used == null ? 0 : used.names().id();
    if (!isToldNames || id != namesId) {
      living.use(used == null ? null : used.names());
      namesId = id;
      isToldNames = true;
    }
    String version = used == null ? null : used.version();
    boolean isAnother = !Objects.equals(version, namesVersion);
    namesVersion = version;
    return isAnother;
  }

  void advance(long to) {
    time = Math.max(time, to);
  }

  /** Whether an alert is new; it is known from now on. */
  boolean isNew(Firing firing, long rememberFor, int remembered) {
    boolean isNew = seen.remove(firing.id()) == null;
    seen.put(firing.id(), firing.time());
    Iterator<Long> oldest = seen.values().iterator();
    while (oldest.hasNext()) {
      long last = oldest.next();
      if (seen.size() <= remembered && last >= firing.time() - rememberFor) {
        break;
      }
      oldest.remove();
    }
    return isNew;
  }

  GroupingStateRecord toStored() {
    GroupingStateRecord record = new GroupingStateRecord();
    record.setGrouper(grouper == null ? storedOrEmpty() : grouper.toStored());
    List<SeenAlertRecord> ids = new ArrayList<>(seen.size());
    seen.forEach((id, last) -> ids.add(new SeenAlertRecord(id, last)));
    record.setSeen(ids);
    record.setTime(time);
    record.setNamesVersion(namesVersion);
    return record;
  }

  private GrouperRecord storedOrEmpty() {
    return stored == null
        ? new GrouperRecord(
            List.of(), List.of(), NEVER, List.<ClusterRecord>of(), List.of(), List.of())
        : stored;
  }

  static GroupingState fromStored(GroupingStateRecord record) {
    GroupingState state = new GroupingState();
    state.stored = record.getGrouper();
    record.getSeen().forEach(one -> state.seen.put(one.getId(), one.getTime()));
    state.time = record.getTime();
    state.namesVersion = record.getNamesVersion();
    return state;
  }
}
