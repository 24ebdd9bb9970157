package io.vedette.formats.control;

import io.vedette.schema.LabelMatcher;
import io.vedette.schema.RuleChange;
import io.vedette.schema.control.DetectorRule;
import java.time.DateTimeException;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Reads a {@link DetectorRule} of the topic of rules; its key is the rule's id. */
public final class RuleDecoder implements ControlDecoder {

  /** Longest id of a rule. */
  public static final int MAX_ID = 100;

  /** Most matchers of a rule. */
  public static final int MAX_MATCHERS = 20;

  private static final int MAX_HOLIDAYS = 1000;
  private static final long serialVersionUID = 1L;

  @Override
  public RuleChange decode(String key, byte @Nullable [] value) {
    Texts.requireLength("the key, which is the rule's id,", key, 1, MAX_ID);
    if (NoiseRuleDecoder.isKey(key)) {
      throw new IllegalArgumentException(
          "the id '" + Texts.shortened(key) + "' is that of a rule of noise, not of the detector");
    }
    return new RuleChange(key, value == null ? null : rule(value));
  }

  private static DetectorRule rule(byte[] value) {
    DetectorRule rule = StrictJson.read(value, DetectorRule.class);
    Texts.requireLength("author", rule.getAuthor(), 0, FeedbackDecoder.MAX_AUTHOR);
    Texts.requireLength("comment", rule.getComment(), 0, FeedbackDecoder.MAX_COMMENT);
    int matchers = rule.getMatchers().size();
    if (matchers < 1 || matchers > MAX_MATCHERS) {
      throw new IllegalArgumentException(
          "a rule has 1 to " + MAX_MATCHERS + " matchers, this one " + matchers);
    }
    rule.getMatchers().forEach(LabelMatcher::parse);
    requirePositive("threshold", rule.getThreshold());
    requirePositive("minimumDeviation", rule.getMinimumDeviation());
    Double relative = rule.getMinimumRelativeDeviation();
    if (relative != null && !(relative >= 0 && Double.isFinite(relative))) {
      throw new IllegalArgumentException(
          "minimumRelativeDeviation must be 0 or more and finite, is " + relative);
    }
    requireCalendar(rule);
    return rule;
  }

  private static void requireCalendar(DetectorRule rule) {
    String zone = rule.getZone();
    if (zone == null) {
      if (!rule.getHolidays().isEmpty()) {
        throw new IllegalArgumentException("holidays need a zone");
      }
      return;
    }
    Texts.requireZone(zone);
    if (rule.getHolidays().size() > MAX_HOLIDAYS) {
      throw new IllegalArgumentException(
          rule.getHolidays().size() + " holidays; at most " + MAX_HOLIDAYS + " are taken");
    }
    try {
      rule.getHolidays().forEach(LocalDate::parse);
    } catch (DateTimeException wrong) {
      throw new IllegalArgumentException("holidays are yyyy-MM-dd: " + wrong.getMessage(), wrong);
    }
  }

  private static void requirePositive(String field, @Nullable Double value) {
    if (value != null && !(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(field + " must be above 0 and finite, is " + value);
    }
  }
}
