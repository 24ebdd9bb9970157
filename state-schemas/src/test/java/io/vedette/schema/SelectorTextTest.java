package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SelectorTextTest {

  @Test
  void whatLabelsWriteIsReadBack() {
    for (Labels labels :
        new Labels[] {
          Labels.of("__name__", "up"),
          Labels.of("__name__", "up", "instance", "a:9100", "job", "node"),
          Labels.of("job", "node"),
          Labels.of("__name__", "x", "note", "a \"quote\", a \\ and a\nline, {x}")
        }) {
      assertThat(SelectorText.parse(labels.toString())).isEqualTo(labels);
    }
  }

  @Test
  void spacesDoNotMatter() {
    assertThat(SelectorText.parse(" up { job = \"node\" , zone=\"z\", } "))
        .isEqualTo(Labels.of("__name__", "up", "job", "node", "zone", "z"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "up{job}", "up{job=node}", "up{job=\"node}", "up{job=~\"n.*\"}", "a-b"})
  void otherTextIsRefused(String text) {
    assertThatThrownBy(() -> SelectorText.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
