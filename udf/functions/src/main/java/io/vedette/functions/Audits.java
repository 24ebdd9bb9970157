package io.vedette.functions;

import io.vedette.schema.RuleChange;
import io.vedette.schema.SeriesHash;
import io.vedette.schema.control.DetectorRule;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import org.jspecify.annotations.Nullable;

/** Makes the records that say what changed how series are judged. Off the path of a sample. */
final class Audits {

  /** The author of what the operator does by itself. */
  static final String SCORER = "score-metric";

  private Audits() {}

  static Audit ofSeries(
      AuditKind kind,
      long seriesHash,
      KnownSeries name,
      long timestamp,
      String author,
      String cause,
      String before,
      String after,
      String message) {
    return Audit.newBuilder()
        .setKind(kind)
        .setSeriesId(SeriesHash.toHex(seriesHash))
        .setSeries(name.selector())
        .setTimestamp(timestamp)
        .setAuthor(author)
        .setCause(cause)
        .setBefore(before)
        .setAfter(after)
        .setMessage(message)
        .build();
  }

  /**
   * A rule that is new, changed or removed.
   *
   * @param before as it was, or null
   * @param timestamp when it came, milliseconds since the epoch
   */
  static Audit ofRule(RuleChange change, @Nullable DetectorRule before, long timestamp) {
    DetectorRule rule = change.rule();
    String what = rule == null ? "removed" : before == null ? "new" : "changed";
    DetectorRule author = rule == null ? before : rule;
    return Audit.newBuilder()
        .setKind(rule == null ? AuditKind.RULE_REMOVED : AuditKind.RULE_APPLIED)
        .setSeriesId(null)
        .setSeries(null)
        .setTimestamp(timestamp)
        .setAuthor(author == null ? "" : author.getAuthor())
        .setCause(change.id())
        .setBefore(before == null ? "" : before.toString())
        .setAfter(rule == null ? "" : rule.toString())
        .setMessage("rule " + change.id() + " is " + what)
        .build();
  }

  /**
   * A rule that is one too many.
   *
   * @param timestamp when it came, milliseconds since the epoch
   */
  static Audit ofRefusedRule(RuleChange change, int most, long timestamp) {
    DetectorRule rule = change.rule();
    return Audit.newBuilder()
        .setKind(AuditKind.RULE_REFUSED)
        .setSeriesId(null)
        .setSeries(null)
        .setTimestamp(timestamp)
        .setAuthor(rule == null ? "" : rule.getAuthor())
        .setCause(change.id())
        .setBefore("")
        .setAfter("")
        .setMessage(
            "rule "
                + change.id()
                + " is refused: there are "
                + most
                + " rules, and rules.most allows no more")
        .build();
  }
}
