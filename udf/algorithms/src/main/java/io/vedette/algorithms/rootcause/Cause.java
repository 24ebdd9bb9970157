package io.vedette.algorithms.rootcause;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What may have caused an incident, and why it is thought so.
 *
 * @param entity service, instance or host
 * @param level which of them
 * @param service of an instance, when known
 * @param score in nats; comparable within one incident
 * @param confidence how likely this is the cause, 0 to 1, see {@link Confidence}
 * @param families what kind of fault it looks like, the likeliest first, at most two
 * @param since event time of its first sign; null where nothing was seen at it
 * @param path how the fault travels from the cause to what was noticed, beginning with the cause
 * @param evidence the strongest reasons first
 */
public record Cause(
    String entity,
    Level level,
    @Nullable String service,
    double score,
    double confidence,
    List<Family> families,
    @Nullable Long since,
    List<String> path,
    List<Evidence> evidence) {

  /** Copies the lists. */
  public Cause {
    families = List.copyOf(families);
    path = List.copyOf(path);
    evidence = List.copyOf(evidence);
  }

  /**
   * One reason.
   *
   * @param kind metric, call, log, share or change
   * @param name metric, operation, template, what was lost, or id of the change
   * @param family what it is a sign of; {@code change} for a change
   * @param entity where it was seen
   * @param caller who called, for a call
   * @param at event time it was first seen, milliseconds since the epoch
   * @param count how often it was seen
   * @param strength what it says by itself, in nats
   * @param summary one sentence for a person, if any
   * @param band what was measured and what was expected, of a metric where that is known
   */
  public record Evidence(
      String kind,
      String name,
      String family,
      String entity,
      @Nullable String caller,
      long at,
      int count,
      double strength,
      @Nullable String summary,
      Sign.@Nullable Band band) {}
}
