package io.vedette.gateway.api;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import io.vedette.gateway.access.Principal;
import java.io.IOException;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that was let in. Whatever it says is checked where it is read; what is wrong is an
 * {@link ApiProblem} of status 400 that names the parameter.
 */
final class ApiRequest {

  static final int DEFAULT_LIMIT = 100;
  static final int MAX_LIMIT = 1_000;

  private static final int MAX_CURSOR = 1_000;
  private static final int MAX_TEXT = 200;
  private static final int MAX_REPEATED = 20;
  private static final int MAX_LABEL = 1_000;
  private static final int MAX_NESTING = 20;

  /** 9999-12-31T23:59:59.999Z. */
  static final long LAST_MILLIS = 253_402_300_799_999L;

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");
  private static final Pattern HEX_ID = Pattern.compile("[0-9a-f]{16}");
  private static final ObjectMapper STRICT =
      JsonMapper.builder(
              com.fasterxml.jackson.core.JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(MAX_NESTING).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final Context ctx;
  private final Principal principal;
  private final Parameters parameters;
  private final byte[] body;

  /** What is said beside the body. */
  interface Parameters {

    /** What stands in the path. */
    String path(String name);

    /** All values of a query parameter; none when it is left out. */
    List<String> query(String name);
  }

  ApiRequest(Context ctx, Principal principal, byte[] body) {
    this(
        ctx,
        principal,
        new Parameters() {
          @Override
          public String path(String name) {
            return ctx.pathParam(name);
          }

          @Override
          public List<String> query(String name) {
            return ctx.queryParams(name);
          }
        },
        body);
  }

  private ApiRequest(Context ctx, Principal principal, Parameters parameters, byte[] body) {
    this.ctx = ctx;
    this.principal = principal;
    this.parameters = parameters;
    this.body = body;
  }

  /** What the same caller asks of another endpoint. */
  ApiRequest asking(Parameters others, byte[] otherBody) {
    return new ApiRequest(ctx, principal, others, otherBody);
  }

  /** The body as it came. */
  byte[] body() {
    return body;
  }

  Principal principal() {
    return principal;
  }

  Context context() {
    return ctx;
  }

  /** The id in the path, 16 hexadecimal digits. */
  String hexId() {
    return hex("id", parameters.path("id"));
  }

  /** The id in the path. */
  String id(Pattern form) {
    String id = parameters.path("id");
    if (!form.matcher(id).matches()) {
      throw ApiProblem.bad("id must be of the form " + form);
    }
    return id;
  }

  /** A parameter that is a 16-digit id. */
  @Nullable String hexParameter(String name) {
    String value = one(name);
    return value == null ? null : hex(name, value);
  }

  private static String hex(String name, String value) {
    if (!HEX_ID.matcher(value).matches()) {
      throw ApiProblem.bad(name + " must be 16 hexadecimal digits, lower case");
    }
    return value;
  }

  /** Items of a page. */
  int limit() {
    String text = one("limit");
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    long limit = number("limit", text);
    if (limit < 1 || limit > MAX_LIMIT) {
      throw ApiProblem.bad("limit must be from 1 to " + MAX_LIMIT);
    }
    return (int) limit;
  }

  /** Where the page before ended. */
  @Nullable String cursor() {
    return text("cursor", MAX_CURSOR);
  }

  /** A text. */
  @Nullable String text(String name) {
    return text(name, MAX_TEXT);
  }

  private @Nullable String text(String name, int most) {
    String value = one(name);
    if (value != null && (value.isEmpty() || value.length() > most)) {
      throw ApiProblem.bad(name + " must be of 1 to " + most + " characters");
    }
    return value;
  }

  /** A time. */
  @Nullable Long millis(String name) {
    String value = one(name);
    if (value == null) {
      return null;
    }
    long millis = number(name, value);
    if (millis > LAST_MILLIS) {
      throw ApiProblem.bad(name + " must be at most " + LAST_MILLIS);
    }
    return millis;
  }

  /** A time that must be there. */
  long requiredMillis(String name) {
    Long millis = millis(name);
    if (millis == null) {
      throw ApiProblem.bad(name + " is needed, milliseconds since the epoch");
    }
    return millis;
  }

  private static long number(String name, String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw ApiProblem.bad(name + " must be a whole number, not below 0");
    }
    return Long.parseLong(text);
  }

  /** Words of an enum; none given is none. */
  <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
    Set<E> found = EnumSet.noneOf(type);
    for (String word : many(name)) {
      found.add(
          Optional.of(word)
              .flatMap(
                  wanted ->
                      EnumSet.allOf(type).stream().filter(e -> e.name().equals(wanted)).findFirst())
              .orElseThrow(() -> ApiProblem.bad(name + " must be of " + EnumSet.allOf(type))));
    }
    return found;
  }

  /** Some of these words; none given is none. */
  Set<String> words(String name, Set<String> known) {
    List<String> given = many(name);
    if (!known.containsAll(given)) {
      throw ApiProblem.bad(name + " must be of " + known);
    }
    return Set.copyOf(given);
  }

  /** Labels, each as name=value. */
  Map<String, String> labels(String name) {
    Map<String, String> labels = new LinkedHashMap<>();
    for (String label : many(name)) {
      int equals = label.indexOf('=');
      if (equals < 1 || equals > MAX_TEXT || label.length() > MAX_LABEL) {
        throw ApiProblem.bad(
            name + " must be name=value, the name of 1 to 200, the whole of up to 1000 characters");
      }
      labels.put(label.substring(0, equals), label.substring(equals + 1));
    }
    return labels;
  }

  private List<String> many(String name) {
    List<String> values = parameters.query(name);
    if (values.size() > MAX_REPEATED) {
      throw ApiProblem.bad(name + " may stand at most " + MAX_REPEATED + " times");
    }
    return values;
  }

  /** A parameter that stands at most once. */
  @Nullable String one(String name) {
    List<String> values = parameters.query(name);
    if (values.size() > 1) {
      throw ApiProblem.bad(name + " may stand once");
    }
    return values.isEmpty() ? null : values.get(0);
  }

  /** The body, an object with no other fields than these. */
  ObjectNode object(Set<String> fields) {
    JsonNode node;
    try {
      node = STRICT.readTree(body);
    } catch (IOException notJson) {
      throw ApiProblem.bad("the body is not JSON, or nested deeper than " + MAX_NESTING);
    }
    if (!(node instanceof ObjectNode object)) {
      throw ApiProblem.bad("the body must be a JSON object");
    }
    object
        .fieldNames()
        .forEachRemaining(
            name -> {
              if (!fields.contains(name)) {
                throw ApiProblem.bad("the body may have the fields " + fields + " only");
              }
            });
    return object;
  }
}
