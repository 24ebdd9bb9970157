package io.vedette.algorithms.incident;

import io.vedette.schema.incident.IncidentMemberRecord;
import io.vedette.schema.incident.IncidentStateRecord;
import org.jspecify.annotations.Nullable;

/** What is kept of one incident: its life, and its alerts by id. */
public interface IncidentMemory {

  /** Its life; null when nothing is known of it. */
  @Nullable IncidentStateRecord life();

  /** Keeps its life. */
  void keep(IncidentStateRecord life);

  /** One of its alerts; null when it is not among them. */
  @Nullable IncidentMemberRecord member(String alert);

  /** Keeps one of its alerts. */
  void keep(IncidentMemberRecord member);

  /** Drops one of its alerts. */
  void drop(String alert);

  /** All of its alerts, in any order; not to be changed while they are walked through. */
  Iterable<IncidentMemberRecord> members();

  /** Drops all of its alerts. */
  void dropMembers();

  /** Drops everything. */
  void forget();
}
