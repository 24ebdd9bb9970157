package io.vedette.formats.control;

import io.vedette.schema.NoiseRuleChange;
import io.vedette.schema.control.FlappingRule;
import io.vedette.schema.control.InhibitionRule;
import io.vedette.schema.control.MaintenanceWindow;
import io.vedette.schema.control.NoiseRule;
import io.vedette.schema.control.Silence;
import io.vedette.schema.rules.FlapLimits;
import io.vedette.schema.rules.Matchers;
import io.vedette.schema.rules.RecurringWindow;
import io.vedette.schema.rules.Schedule;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a rule of noise of the topic of rules; its key says of which kind it is. */
public final class NoiseRuleDecoder implements ControlDecoder {

  /** Begins the key of a {@link Silence}. */
  public static final String SILENCE = "silence/";

  /** Begins the key of a {@link MaintenanceWindow}. */
  public static final String MAINTENANCE = "maintenance/";

  /** Begins the key of an {@link InhibitionRule}. */
  public static final String INHIBITION = "inhibition/";

  /** Begins the key of a {@link FlappingRule}. */
  public static final String FLAPPING = "flapping/";

  private static final List<String> KINDS = List.of(SILENCE, MAINTENANCE, INHIBITION, FLAPPING);

  private static final long serialVersionUID = 1L;
  private static final int MAX_RECURRENCE = 300;
  private static final int MAX_EQUAL = 20;
  private static final int MAX_LABEL = 200;
  private static final long LONGEST_SILENCE = Duration.ofDays(366).toMillis();
  private static final Pattern LABEL = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");

  /** Whether a key is that of a rule of noise. */
  public static boolean isKey(String key) {
    return KINDS.stream().anyMatch(key::startsWith);
  }

  @Override
  public NoiseRuleChange decode(String key, byte @Nullable [] value) {
    String kind =
        KINDS.stream()
            .filter(key::startsWith)
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "the key '" + Texts.shortened(key) + "' begins with none of " + KINDS));
    Texts.requireLength(
        "the id behind " + kind, key.substring(kind.length()), 1, RuleDecoder.MAX_ID);
    return new NoiseRuleChange(key, value == null ? null : rule(kind, value));
  }

  private static NoiseRule rule(String kind, byte[] value) {
    NoiseRule.Builder rule = NoiseRule.newBuilder();
    switch (kind) {
      case SILENCE -> rule.setSilence(silence(value));
      case MAINTENANCE -> rule.setMaintenance(maintenance(value));
      case INHIBITION -> rule.setInhibition(inhibition(value));
      default -> rule.setFlapping(flapping(value));
    }
    return rule.build();
  }

  private static Silence silence(byte[] value) {
    Silence silence = StrictJson.read(value, Silence.class);
    Matchers.parse("matchers", silence.getMatchers());
    Schedule.once(silence.getStartsAt(), silence.getEndsAt());
    if (silence.getStartsAt() <= 0
        || silence.getEndsAt() - silence.getStartsAt() > LONGEST_SILENCE) {
      throw new IllegalArgumentException(
          "a silence begins after 0 and lasts 366 days at most, this one is from "
              + silence.getStartsAt()
              + " to "
              + silence.getEndsAt());
    }
    Texts.requireLength("author", silence.getAuthor(), 1, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", silence.getComment(), 1, FeedbackDecoder.MAX_COMMENT);
    requireSpan("remindBeforeMs", silence.getRemindBeforeMs());
    return silence;
  }

  private static MaintenanceWindow maintenance(byte[] value) {
    MaintenanceWindow window = StrictJson.read(value, MaintenanceWindow.class);
    Matchers.parse("matchers", window.getMatchers());
    Texts.requireLength("recurrence", window.getRecurrence(), 0, MAX_RECURRENCE);
    RecurringWindow.parse(
        window.getStartsAt(), window.getZone(), window.getDurationMs(), window.getRecurrence());
    Texts.requireLength("owner", window.getOwner(), 1, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", window.getComment(), 0, FeedbackDecoder.MAX_COMMENT);
    requireSpan("remindBeforeMs", window.getRemindBeforeMs());
    return window;
  }

  private static InhibitionRule inhibition(byte[] value) {
    InhibitionRule rule = StrictJson.read(value, InhibitionRule.class);
    Matchers.parse("source", rule.getSource());
    Matchers.parse("target", rule.getTarget());
    List<String> equal = rule.getEqual();
    if (equal.size() > MAX_EQUAL || new HashSet<>(equal).size() < equal.size()) {
      throw new IllegalArgumentException(
          "equal must be up to " + MAX_EQUAL + " labels, each once, is of " + equal.size());
    }
    for (String label : equal) {
      if (label.length() > MAX_LABEL || !LABEL.matcher(label).matches()) {
        throw new IllegalArgumentException(
            "equal: '" + Texts.shortened(label) + "' is no name of a label");
      }
    }
    Texts.requireLength("author", rule.getAuthor(), 0, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", rule.getComment(), 0, FeedbackDecoder.MAX_COMMENT);
    return rule;
  }

  private static FlappingRule flapping(byte[] value) {
    FlappingRule rule = StrictJson.read(value, FlappingRule.class);
    Matchers.parse("matchers", rule.getMatchers());
    FlapLimits usual = FlapLimits.defaults();
    Integer transitions = rule.getTransitions();
    Long within = rule.getWithinMs();
    Long stableFor = rule.getStableForMs();
    FlapLimits limits =
        new FlapLimits(
            transitions == null ? usual.transitions() : transitions,
            within == null ? usual.within() : Duration.ofMillis(within),
            stableFor == null ? usual.stableFor() : Duration.ofMillis(stableFor));
    if (rule.getOff() && !(transitions == null && within == null && stableFor == null)) {
      throw new IllegalArgumentException("off and limits exclude each other: " + limits);
    }
    Texts.requireLength("author", rule.getAuthor(), 0, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", rule.getComment(), 0, FeedbackDecoder.MAX_COMMENT);
    return rule;
  }

  private static void requireSpan(String field, @Nullable Long millis) {
    if (millis != null && (millis < 0 || millis > LONGEST_SILENCE)) {
      throw new IllegalArgumentException(
          field + " must be from 0 to " + LONGEST_SILENCE + ", is " + millis);
    }
  }
}
