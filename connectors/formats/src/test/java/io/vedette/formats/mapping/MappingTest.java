package io.vedette.formats.mapping;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MappingTest {

  private static final String BODY =
      """
      {"team":"shop","items":[
        {"state":"Alarm","title":"slow","host":"a","tags":"env:prod, team : x,bad","n":1.5e3,
         "dims":[{"k":"zone","v":"eu"},{"k":"none"}],"more":{"a":1,"b":[1],"c":null,"d":"x"}},
        {"state":"noise","title":"quiet"},
        {"title":"stateless"}]}
      """;

  @Test
  void fieldsAreFoundByPointersAlternativesWordsAndTexts() throws Exception {
    Mapping mapping =
        mapping(
            """
            each: /items
            fields:
              name: [/nothing, $/nothing, /title]
              service: $/team
              status: {path: /state, map: {alarm: firing}, default: resolved}
              severity: {path: /state, map: {alarm: page}}
              kind: {value: metric}
              summary: {text: "{/title} on {/host}, {/n}"}
              caller: {text: "{/nothing} and {/nothing}"}
            """);

    Item first = mapping.items(BODY.getBytes(UTF_8), 0, BODY.length()).get(0);

    assertThat(mapping.field("name", first)).isEqualTo("slow");
    assertThat(mapping.field("service", first)).isEqualTo("shop");
    assertThat(mapping.field("status", first)).isEqualTo("firing");
    assertThat(mapping.field("severity", first)).isEqualTo("page");
    assertThat(mapping.field("kind", first)).isEqualTo("metric");
    assertThat(mapping.field("summary", first)).isEqualTo("slow on a, 1500");
    assertThat(mapping.field("caller", first)).isNull();
    assertThat(mapping.field("type", first)).isNull();
  }

  @Test
  void wordsThatAreNotInATableStay() throws Exception {
    Mapping mapping =
        mapping(
            """
            each: /items
            fields:
              status: {path: /state, map: {alarm: firing}}
            """);

    List<Item> items = mapping.items(BODY.getBytes(UTF_8), 0, BODY.length());

    assertThat(items.stream().map(item -> mapping.field("status", item)))
        .containsExactly("firing", "noise", null);
  }

  @Test
  void itemsCountWhereEveryConditionHolds() throws Exception {
    assertThat(titles("when: [{path: /state}]")).containsExactly("slow", "quiet");
    assertThat(titles("when: [{path: /state, in: [ALARM, other]}]")).containsExactly("slow");
    assertThat(titles("when: [{path: /state}, {path: /host}]")).containsExactly("slow");
    assertThat(titles("")).containsExactly("slow", "quiet", "stateless");
  }

  private static List<String> titles(String when) throws Exception {
    Mapping mapping = mapping(when + "\neach: /items\nfields: {name: /title}");
    return mapping.items(BODY.getBytes(UTF_8), 0, BODY.length()).stream()
        .map(item -> String.valueOf(mapping.field("name", item)))
        .toList();
  }

  @Test
  void labelsComeFromObjectsPairsAndLists() throws Exception {
    Mapping mapping =
        mapping(
            """
            each: /items
            fields: {name: /title}
            labels:
              - /more
              - {path: /tags, split: ",", on: ":"}
              - {path: /dims, name: k, value: v}
            rest: true
            """);

    Item first = mapping.items(BODY.getBytes(UTF_8), 0, BODY.length()).get(0);

    assertThat(mapping.labels(first).toString())
        .isEqualTo(
            "{a=1, d=x, env=prod, host=a, n=1500, state=Alarm, tags=env:prod, team : x,bad,"
                + " team=x, title=slow, zone=eu}");
  }

  @Test
  void jsonInATextIsUnwrapped() throws Exception {
    Mapping mapping = mapping("unwrap: /Message\nfields: {name: /a}");
    String wrapped = "{\"Message\":\"{\\\"a\\\":\\\"x\\\"}\"}";

    assertThat(mapping.field("name", only(mapping, wrapped))).isEqualTo("x");
    assertThat(mapping.field("name", only(mapping, "{\"a\":\"y\"}"))).isEqualTo("y");
    assertThatThrownBy(() -> only(mapping, "{\"Message\":\"{\"}"))
        .hasMessageStartingWith("the body is not JSON");
  }

  private static Item only(Mapping mapping, String body) throws Exception {
    return mapping.items(body.getBytes(UTF_8), 0, body.length()).get(0);
  }

  @Test
  void itsTextReadsBack() {
    for (Mapping mapping : BuiltInMappings.all()) {
      Mapping again = Mapping.parse(mapping.text());
      assertThat(again.text()).isEqualTo(mapping.text()).startsWith("{").doesNotContain("\n");
      assertThat(again.name()).isEqualTo(mapping.name());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "makes: pots | makes: expected alerts or changes",
        "name: A B | name: expected 1 to 64 lower-case letters, digits and '-'",
        "fields: {nme: /a} | fields: there is no 'nme' here; known are",
        "fields: {name: a} | fields.name: expected a JSON pointer as /labels/name",
        "fields: {name: {path: /a, mapp: {}}} | fields.name: there is no 'mapp' here",
        "fields: {name: []} | fields.name: expected a pointer, a list of 1 to 64",
        "fields: {name: {text: '{/a'}} | fields.name.text: a brace is not closed",
        "fields: {name: {text: 'a'}} | fields.name.text: has no {/pointer} in it",
        "fields: {name: {map: {}}} | fields.name: needs one of path, value and text",
        "fields: {name: {path: /a, map: {x: []}}} | fields.name.map.x: expected a text",
        "when: [{in: [a]}] | when[0]: needs a path",
        "when: [{path: /a, in: []}] | when[0].in: expected a list",
        "labels: [{path: /a}] | labels[0].split: expected a text of 1 to 1 characters",
        "each: items | each: expected a JSON pointer",
        "rest: maybe | rest: expected true or false",
        "more: 1 | mapping: there is no 'more' here; known are",
        "'[1' | mapping: is neither JSON nor YAML",
        "'1' | mapping: expected an object"
      })
  void aSlipOfThePenIsToldWithItsPlace(String line, String message) {
    String field = line.contains(":") ? line.substring(0, line.indexOf(':')) : "";
    StringBuilder text = new StringBuilder(line).append('\n');
    if (!field.isEmpty()) {
      List.of("name: x", "makes: alerts", "fields: {name: /a}").stream()
          .filter(other -> !other.startsWith(field + ":"))
          .forEach(other -> text.append(other).append('\n'));
    }

    assertThatThrownBy(() -> Mapping.parse(text.toString()))
        .isInstanceOf(MappingException.class)
        .hasMessageStartingWith(message);
  }

  @Test
  void whatIsTooLongOrTooDeepIsNoMapping() {
    assertThatThrownBy(() -> Mapping.parse(" ".repeat(16 << 10) + "x"))
        .hasMessage("mapping: is longer than 16384 bytes");
    assertThatThrownBy(
            () ->
                Mapping.parse(
                    "{\"name\":\"x\",\"makes\":\"alerts\",\"fields\":{\"name\":"
                        + "[".repeat(10)
                        + "\"/a\""
                        + "]".repeat(10)
                        + "}}"))
        .hasMessageEndingWith("nested deeper than 8");
    assertThatThrownBy(
            () ->
                Mapping.parse(
                    "{\"name\":\"x\",\"makes\":\"alerts\",\"fields\":{\"name\":\"/%s\"}}"
                        .formatted("a".repeat(256))))
        .hasMessageStartingWith("fields.name: expected a JSON pointer");
  }

  private static Mapping mapping(String rest) {
    return Mapping.parse("name: test\nmakes: alerts\n" + rest);
  }
}
