package io.vedette.schema;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/**
 * One condition on a label, as Prometheus and Alertmanager have it: {@code name=value}, {@code
 * name!=value}, {@code name=~regex}, {@code name!~regex}. A label that a series lacks is the empty
 * value. A regex is RE2's and matches the whole value. Immutable.
 *
 * <p>Cost: the length of the value, whatever the regex (RE2 does not backtrack), so a rule cannot
 * stall a job.
 */
public final class LabelMatcher {

  /** Most characters of a matcher. */
  public static final int MAX_LENGTH = 1000;

  private static final java.util.regex.Pattern FORM =
      java.util.regex.Pattern.compile(
          "\\s*([a-zA-Z_:][a-zA-Z0-9_:]*)\\s*(=~|!~|!=|=)\\s*(.*?)\\s*",
          java.util.regex.Pattern.DOTALL);

  private final String name;
  private final String value;
  private final @Nullable Pattern regex;
  private final boolean wanted;

  private LabelMatcher(String name, String value, @Nullable Pattern regex, boolean wanted) {
    this.name = name;
    this.value = value;
    this.regex = regex;
    this.wanted = wanted;
  }

  /**
   * Reads a matcher.
   *
   * @throws IllegalArgumentException saying what is wrong with which text
   */
  public static LabelMatcher parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "a matcher of " + text.length() + " characters; at most " + MAX_LENGTH + " are taken");
    }
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "'" + text + "' is none of name=value, name!=value, name=~regex, name!~regex");
    }
    String operator = form.group(2);
    String value = unquoted(form.group(3), text);
    return new LabelMatcher(
        form.group(1),
        value,
        operator.endsWith("~") ? compiled(value, text) : null,
        operator.startsWith("="));
  }

  private static Pattern compiled(String regex, String text) {
    try {
      // as Prometheus: a dot is any character, a line end too
      return Pattern.compile(regex, Pattern.DOTALL);
    } catch (PatternSyntaxException wrong) {
      throw new IllegalArgumentException(
          "'" + text + "': not a regex of RE2: " + wrong.getDescription(), wrong);
    }
  }

  private static String unquoted(String value, String text) {
    if (!value.startsWith("\"")) {
      return value;
    }
    if (value.length() < 2 || !value.endsWith("\"")) {
      throw new IllegalArgumentException("'" + text + "': the quote is not closed");
    }
    StringBuilder plain = new StringBuilder();
    int end = value.length() - 1;
    for (int i = 1; i < end; i++) {
      char c = value.charAt(i);
      if (c == '"') {
        throw new IllegalArgumentException("'" + text + "': more follows the closing quote");
      }
      if (c == '\\') {
        i++;
        if (i == end) {
          throw new IllegalArgumentException("'" + text + "': the quote is not closed");
        }
        c = escaped(value.charAt(i), text);
      }
      plain.append(c);
    }
    return plain.toString();
  }

  private static char escaped(char c, String text) {
    return switch (c) {
      case 'n' -> '\n';
      case '"', '\\' -> c;
      default ->
          throw new IllegalArgumentException(
              String.format(
                  Locale.ROOT, "'%s': \\%c is no escape; \\n, \\\" and \\\\ are", text, c));
    };
  }

  /** The label it is on. */
  public String label() {
    return name;
  }

  /** The value wanted, where one value alone will do and a missing label will not; else null. */
  public @Nullable String onlyValue() {
    return regex == null && wanted && !value.isEmpty() ? value : null;
  }

  /** Whether a series that lacks the label meets the condition. */
  public boolean matchesMissing() {
    return (regex == null ? value.isEmpty() : regex.matches("")) == wanted;
  }

  /** Whether a series with these labels meets the condition. */
  public boolean matches(Labels labels) {
    String present = labels.get(name);
    String actual = present == null ? "" : present;
    boolean holds = regex == null ? actual.equals(value) : regex.matches(actual);
    return holds == wanted;
  }
}
