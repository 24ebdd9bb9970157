package io.vedette.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One typed option: key, type, default, description and the values it takes. Immutable.
 *
 * <pre>{@code
 * static final Setting<Integer> PORT =
 *     Setting.ofInt("gateway.port", 8080, "Port the gateway listens on.").between(1, 65_535);
 * }</pre>
 *
 * @param <T> the type of its value
 */
public final class Setting<T> {

  private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*(B|KiB|MiB|GiB)?");
  private static final Pattern DURATION = Pattern.compile("(\\d+)\\s*(ms|s|m|h|d)");

  private final String key;
  private final String type;
  private final Function<String, T> parser;
  private final @Nullable String defaultText;
  private final String description;
  private final @Nullable Check<T> check;
  private final List<String> formerKeys;
  private final boolean secret;

  private record Check<T>(Predicate<T> holds, String says) {}

  private Setting(
      String key,
      String type,
      Function<String, T> parser,
      @Nullable String defaultText,
      String description,
      @Nullable Check<T> check,
      List<String> formerKeys,
      boolean secret) {
    this.key = key;
    this.type = type;
    this.parser = parser;
    this.defaultText = defaultText;
    this.description = description;
    this.check = check;
    this.formerKeys = formerKeys;
    this.secret = secret;
  }

  private static <T> Setting<T> of(
      String key,
      String type,
      Function<String, T> parser,
      @Nullable String defaultText,
      String description) {
    return new Setting<>(key, type, parser, defaultText, description, null, List.of(), false);
  }

  /** A whole number. */
  public static Setting<Integer> ofInt(String key, int defaultValue, String description) {
    return of(key, "integer", Integer::valueOf, Integer.toString(defaultValue), description);
  }

  /** A whole number that may be large. */
  public static Setting<Long> ofLong(String key, long defaultValue, String description) {
    return of(key, "integer", Long::valueOf, Long.toString(defaultValue), description);
  }

  /** A number. */
  public static Setting<Double> ofDouble(String key, double defaultValue, String description) {
    return of(key, "number", Double::valueOf, Double.toString(defaultValue), description);
  }

  /** {@code true} or {@code false}. */
  public static Setting<Boolean> ofBoolean(String key, boolean defaultValue, String description) {
    return of(key, "boolean", Setting::parseBoolean, Boolean.toString(defaultValue), description);
  }

  /** A text. */
  public static Setting<String> ofString(String key, String defaultValue, String description) {
    return of(key, "string", text -> text, defaultValue, description);
  }

  /** A text that need not be set. */
  public static Setting<String> ofOptionalString(String key, String description) {
    return of(key, "string", text -> text, null, description);
  }

  /** A file or folder that need not be set. */
  public static Setting<Path> ofOptionalPath(String key, String description) {
    return of(key, "path", Path::of, null, description);
  }

  /** A file or folder. */
  public static Setting<Path> ofPath(String key, String defaultValue, String description) {
    return of(key, "path", Path::of, defaultValue, description);
  }

  /** Texts, separated by commas. */
  public static Setting<List<String>> ofList(
      String key, List<String> defaultValue, String description) {
    return of(key, "list", Setting::parseList, String.join(",", defaultValue), description);
  }

  /** A time span such as {@code 500ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 7d}. */
  public static Setting<Duration> ofDuration(
      String key, Duration defaultValue, String description) {
    return of(key, "duration", Setting::parseDuration, print(defaultValue), description);
  }

  /** A size such as {@code 512}, {@code 64KiB}, {@code 16MiB} or {@code 1GiB}. */
  public static Setting<Long> ofBytes(String key, long defaultValue, String description) {
    return of(key, "size", Setting::parseBytes, printBytes(defaultValue), description);
  }

  /** One word of an enum, in any case, with '-' for '_'. */
  public static <E extends Enum<E>> Setting<E> ofEnum(
      String key, E defaultValue, String description) {
    Class<E> words = defaultValue.getDeclaringClass();
    String type =
        Arrays.stream(words.getEnumConstants())
            .map(Setting::print)
            .collect(Collectors.joining(" | "));
    return of(
        key,
        type,
        text -> Enum.valueOf(words, text.toUpperCase(Locale.ROOT).replace('-', '_')),
        print(defaultValue),
        description);
  }

  /** The same setting, taking only values that pass a check; {@code says} ends "must ...". */
  public Setting<T> checked(Predicate<T> holds, String says) {
    return new Setting<>(
        key, type, parser, defaultText, description, new Check<>(holds, says), formerKeys, secret);
  }

  /** The same setting, taking only values from {@code low} to {@code high}, both included. */
  public <C extends Comparable<C>> Setting<T> between(C low, C high) {
    @SuppressWarnings("unchecked") // only settings whose type compares with C can be asked for this
    Predicate<T> within = value -> low.compareTo((C) value) <= 0 && high.compareTo((C) value) >= 0;
    return checked(within, "be from " + printAny(low) + " to " + printAny(high));
  }

  /** The same setting, also found under a key it had before. */
  public Setting<T> renamedFrom(String formerKey) {
    return new Setting<>(
        key, type, parser, defaultText, description, check, List.of(formerKey), secret);
  }

  /** The same setting, its value never printed. */
  public Setting<T> secret() {
    return new Setting<>(key, type, parser, defaultText, description, check, formerKeys, true);
  }

  /** Key, dotted and in kebab-case. */
  public String key() {
    return key;
  }

  /** Name of the environment variable. */
  public String environmentVariable() {
    return environmentVariable(key);
  }

  static String environmentVariable(String key) {
    return "VEDETTE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  /** The type in words, for the documentation. */
  public String type() {
    return type;
  }

  /** What it does. */
  public String description() {
    return description;
  }

  /** The default as one would write it. */
  public Optional<String> defaultText() {
    return Optional.ofNullable(defaultText);
  }

  /** What a value must be, when its type does not say all. */
  public Optional<String> constraint() {
    return check == null ? Optional.empty() : Optional.of("must " + check.says());
  }

  List<String> formerKeys() {
    return formerKeys;
  }

  boolean isSecret() {
    return secret;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException naming key, value and reason
   */
  T parse(String text) {
    T value;
    try {
      value = parser.apply(text.strip());
    } catch (IllegalArgumentException notOfThisType) {
      throw new IllegalArgumentException(
          key + " = " + shown(text) + ": not of type " + type, notOfThisType);
    }
    if (check != null && !check.holds().test(value)) {
      throw new IllegalArgumentException(key + " = " + shown(text) + ": must " + check.says());
    }
    return value;
  }

  private String shown(String text) {
    return secret ? "***" : "'" + text + "'";
  }

  private static Boolean parseBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException(text);
    };
  }

  private static List<String> parseList(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::strip).filter(s -> !s.isEmpty()).toList();
  }

  private static Duration parseDuration(String text) {
    Matcher parts = DURATION.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(parts.group(1));
    return switch (parts.group(2)) {
      case "ms" -> Duration.ofMillis(amount);
      case "s" -> Duration.ofSeconds(amount);
      case "m" -> Duration.ofMinutes(amount);
      case "h" -> Duration.ofHours(amount);
      default -> Duration.ofDays(amount);
    };
  }

  private static Long parseBytes(String text) {
    Matcher parts = BYTES.matcher(text);
    if (!parts.matches()) {
      throw new IllegalArgumentException(text);
    }
    long amount = Long.parseLong(parts.group(1));
    String unit = parts.group(2);
    if (unit == null || unit.equals("B")) {
      return amount;
    }
    return switch (unit) {
      case "KiB" -> amount << 10;
      case "MiB" -> amount << 20;
      default -> amount << 30;
    };
  }

  private static String printAny(Object value) {
    return value instanceof Duration span ? print(span) : value.toString();
  }

  private static String print(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String print(Duration span) {
    long ms = span.toMillis();
    if (ms % 86_400_000 == 0 && ms > 0) {
      return ms / 86_400_000 + "d";
    }
    if (ms % 3_600_000 == 0 && ms > 0) {
      return ms / 3_600_000 + "h";
    }
    if (ms % 60_000 == 0 && ms > 0) {
      return ms / 60_000 + "m";
    }
    return ms % 1_000 == 0 ? ms / 1_000 + "s" : ms + "ms";
  }

  private static String printBytes(long bytes) {
    if (bytes >= 1L << 30 && bytes % (1L << 30) == 0) {
      return (bytes >> 30) + "GiB";
    }
    if (bytes >= 1 << 20 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + "MiB";
    }
    return bytes >= 1 << 10 && bytes % (1 << 10) == 0 ? (bytes >> 10) + "KiB" : bytes + "B";
  }

  @Override
  public String toString() {
    return key;
  }
}
