package io.vedette.formats.mapping;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vedette.formats.JsonBodies;
import io.vedette.formats.metrics.UnreadableBodyException;
import io.vedette.schema.result.DeadLetterReason;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How the JSON of a tool becomes alerts or changes; docs/inputs.md has the language. Immutable and
 * thread-safe.
 *
 * <p>Bounds: {@value #LONGEST} bytes of text; every list of at most {@value Expression#MOST}. An
 * item costs at most one look-up a pointer.
 */
public final class Mapping {

  /** Longest text of a mapping, bytes; it travels in a header of each Kafka record. */
  public static final int LONGEST = 16 << 10;

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int LONGEST_NAME = 64;
  private static final List<String> KNOWN =
      List.of("name", "makes", "unwrap", "each", "when", "fields", "labels", "rest");

  private final String name;
  private final MappingKind kind;
  private final String text;
  private final @Nullable Pointer unwrap;
  private final @Nullable Pointer each;
  private final List<Condition> conditions;
  private final Map<String, Expression> fields;
  private final List<LabelSource> labels;
  private final boolean takesRest;

  private Mapping(JsonNode node, String text) {
    this.text = text;
    Fields.requireOnly("mapping", node, KNOWN);
    name = name(node.path("name"));
    kind = kind(node.path("makes"));
    unwrap = pointer("unwrap", node);
    each = pointer("each", node);
    conditions = new ArrayList<>();
    for (JsonNode condition : list("when", node)) {
      conditions.add(Condition.parse("when[" + conditions.size() + "]", condition));
    }
    fields = fields(node.path("fields"), kind);
    labels = new ArrayList<>();
    for (JsonNode source : list("labels", node)) {
      labels.add(LabelSource.parse("labels[" + labels.size() + "]", source));
    }
    JsonNode rest = node.path("rest");
    if (!rest.isMissingNode() && !rest.isBoolean()) {
      throw new MappingException("rest", "expected true or false");
    }
    takesRest = rest.asBoolean();
  }

  /**
   * Reads a mapping.
   *
   * @param text JSON or YAML
   * @throws MappingException saying where it is wrong, and why
   */
  public static Mapping parse(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > LONGEST) {
      throw new MappingException("mapping", "is longer than " + LONGEST + " bytes");
    }
    JsonNode node;
    try {
      node = text.stripLeading().startsWith("{") ? JSON.readTree(text) : YAML.MAPPER.readTree(text);
    } catch (JsonProcessingException unreadable) {
      throw new MappingException("mapping", "is neither JSON nor YAML: " + firstLine(unreadable));
    }
    if (!node.isObject()) {
      throw new MappingException("mapping", "expected an object");
    }
    return new Mapping(node, node.toString());
  }

  /** What it is called: lower-case letters, digits and '-'. */
  public String name() {
    return name;
  }

  /** What it makes. */
  public MappingKind kind() {
    return kind;
  }

  /** As JSON, on one line: {@link #parse} reads it back. */
  public String text() {
    return text;
  }

  /**
   * The items of a body that count.
   *
   * @throws UnreadableBodyException when the body is no JSON, or holds no list where one should be
   */
  public List<Item> items(byte[] body, int offset, int length) throws UnreadableBodyException {
    List<Item> items = new ArrayList<>();
    List<JsonNode> values = new ArrayList<>();
    JsonBodies.forEach(body, offset, length, values::add);
    for (JsonNode value : values) {
      JsonNode unwrapped = unwrapped(value);
      if (each == null) {
        addIfItCounts(new Item(unwrapped, unwrapped), items);
      } else {
        for (JsonNode one : list(each, unwrapped)) {
          addIfItCounts(new Item(one, unwrapped), items);
        }
      }
    }
    return items;
  }

  private static JsonNode list(Pointer each, JsonNode body) throws UnreadableBodyException {
    JsonNode list = each.at(new Item(body, body));
    if (!list.isArray()) {
      throw new UnreadableBodyException(
          DeadLetterReason.MALFORMED, "there is no list at " + each.pointer());
    }
    return list;
  }

  /** JSON that a text of the body holds is put in the text's place, as SNS has it in Message. */
  private JsonNode unwrapped(JsonNode value) throws UnreadableBodyException {
    if (unwrap == null) {
      return value;
    }
    JsonNode inner = unwrap.at(new Item(value, value));
    if (!inner.asText().stripLeading().startsWith("{")) {
      return value; // not wrapped, as where raw delivery is on, or nothing but words
    }
    byte[] json = inner.textValue().getBytes(StandardCharsets.UTF_8);
    return JsonBodies.read(json, 0, json.length);
  }

  private void addIfItCounts(Item item, List<Item> items) {
    for (Condition condition : conditions) {
      if (!condition.holds(item)) {
        return;
      }
    }
    items.add(item);
  }

  /** The text of a field; null for none. */
  public @Nullable String field(String field, Item item) {
    Expression expression = fields.get(field);
    return expression == null ? null : expression.of(item);
  }

  /** The labels, ascending by name. */
  public Map<String, String> labels(Item item) {
    Map<String, String> all = new TreeMap<>();
    labels.forEach(source -> source.into(all, item));
    if (takesRest) {
      for (Map.Entry<String, JsonNode> member : item.node().properties()) {
        String value = Texts.of(member.getValue());
        if (value != null && !fields.containsKey(member.getKey())) {
          all.putIfAbsent(member.getKey(), value);
        }
      }
    }
    return all;
  }

  @Override
  public String toString() {
    return name;
  }

  private static String name(JsonNode node) {
    String text = node.isTextual() ? node.textValue() : "";
    boolean isFit = !text.isEmpty() && text.length() <= LONGEST_NAME && text.charAt(0) != '-';
    for (int i = 0; i < text.length() && isFit; i++) {
      char c = text.charAt(i);
      isFit = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    }
    if (!isFit) {
      throw new MappingException(
          "name", "expected 1 to " + LONGEST_NAME + " lower-case letters, digits and '-'");
    }
    return text;
  }

  private static MappingKind kind(JsonNode node) {
    for (MappingKind kind : MappingKind.values()) {
      if (kind.word().equals(node.asText())) {
        return kind;
      }
    }
    throw new MappingException("makes", "expected alerts or changes");
  }

  private static @Nullable Pointer pointer(String field, JsonNode node) {
    JsonNode at = node.get(field);
    return at == null ? null : Pointer.parse(field, at.asText());
  }

  private static JsonNode list(String field, JsonNode node) {
    JsonNode list = node.path(field);
    if (!list.isMissingNode() && (!list.isArray() || list.size() > Expression.MOST)) {
      throw new MappingException(field, "expected a list of at most " + Expression.MOST);
    }
    return list;
  }

  private static Map<String, Expression> fields(JsonNode node, MappingKind kind) {
    if (!node.isObject()) {
      throw new MappingException("fields", "expected an object");
    }
    Fields.requireOnly("fields", node, kind.fields());
    Map<String, Expression> fields = new LinkedHashMap<>();
    node.properties()
        .forEach(
            field ->
                fields.put(
                    field.getKey(),
                    Expression.parse("fields." + field.getKey(), field.getValue())));
    return fields;
  }

  private static String firstLine(JsonProcessingException unreadable) {
    return String.valueOf(unreadable.getOriginalMessage()).lines().findFirst().orElse("");
  }

  /** Made when the first mapping in YAML is read: a job reads none. */
  private static final class YAML {
    private static final ObjectMapper MAPPER = new YAMLMapper();
  }
}
