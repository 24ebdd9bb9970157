package io.vedette.functions.noise;

import io.vedette.algorithms.noise.NoiseOutput.Reminder;
import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.result.Audit;
import io.vedette.schema.result.AuditKind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the records that say what changed in the rules of noise, and what is about to. */
final class NoiseAudits {

  private NoiseAudits() {}

  /** A rule that is new, changed or removed. */
  static Audit ofRule(NoiseRuleChange change, @Nullable NoiseRule before, long timestamp) {
    NoiseRule rule = change.rule();
    String what = rule == null ? "removed" : before == null ? "new" : "changed";
    return audit(
        rule == null ? AuditKind.RULE_REMOVED : AuditKind.RULE_APPLIED,
        author(rule == null ? before : rule),
        change.key(),
        text(before),
        text(rule),
        change.key() + " is " + what,
        timestamp);
  }

  /** A rule that is one too many. */
  static Audit ofRefused(NoiseRuleChange change, int most, long timestamp) {
    return audit(
        AuditKind.RULE_REFUSED,
        author(change.rule()),
        change.key(),
        "",
        "",
        change.key()
            + " is refused: there are "
            + most
            + " rules of noise, and noise.rules allows no more",
        timestamp);
  }

  /** A rule that ends soon and still holds back alerts. */
  static Audit ofReminder(Reminder reminder, String environment, long timestamp) {
    return audit(
        AuditKind.RULE_ENDS_SOON,
        reminder.owner(),
        reminder.rule(),
        "",
        "",
        reminder.rule()
            + " ends at "
            + Instant.ofEpochMilli(reminder.endsAt())
            + " and holds back "
            + reminder.held()
            + (reminder.held() == 1 ? " alert that fires in " : " alerts that fire in ")
            + environment
            + ", e.g. "
            + reminder.example(),
        timestamp);
  }

  private static Audit audit(
      AuditKind kind,
      String author,
      String cause,
      String before,
      String after,
      String message,
      long timestamp) {
    return Audit.newBuilder()
        .setKind(kind)
        .setSeriesId(null)
        .setSeries(null)
        .setTimestamp(timestamp)
        .setAuthor(author)
        .setCause(cause)
        .setBefore(before)
        .setAfter(after)
        .setMessage(message)
        .build();
  }

  private static String author(@Nullable NoiseRule rule) {
    if (rule == null) {
      return "";
    }
    Silence silence = rule.getSilence();
    MaintenanceWindow window = rule.getMaintenance();
    InhibitionRule inhibition = rule.getInhibition();
    FlappingRule flapping = rule.getFlapping();
    if (silence != null) {
      return silence.getAuthor();
    } else if (window != null) {
      return window.getOwner();
    } else if (inhibition != null) {
      return inhibition.getAuthor();
    }
    return flapping == null ? "" : flapping.getAuthor();
  }

  private static String text(@Nullable NoiseRule rule) {
    if (rule == null) {
      return "";
    }
    Object set =
        rule.getSilence() != null
            ? rule.getSilence()
            : rule.getMaintenance() != null
                ? rule.getMaintenance()
                : rule.getInhibition() != null ? rule.getInhibition() : rule.getFlapping();
    return String.valueOf(set);
  }
}
