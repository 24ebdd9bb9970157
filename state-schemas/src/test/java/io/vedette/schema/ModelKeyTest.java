package io.vedette.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.schema.model.ModelStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelKeyTest {

  @ParameterizedTest
  @CsvSource({
    "CHAMPION, ff00000000000001",
    "SHADOW, ff00000000000001/shadow",
    "REJECTED, ff00000000000001/rejected"
  })
  void eachStatusHasAPlaceOfItsOwn(ModelStatus status, String text) {
    ModelKey key = new ModelKey(0xff00_0000_0000_0001L, status);
    assertThat(key).hasToString(text);
    assertThat(ModelKey.parse(text)).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "ff", "FF00000000000001", "ff00000000000001/", "ff00000000000001/champion"})
  void whatIsNoKeyIsQuoted(String text) {
    assertThatThrownBy(() -> ModelKey.parse(text))
        .hasMessage("'" + text + "' is not the key of a model");
  }

  @Test
  void theHashZeroIsAKeyLikeAnyOther() {
    assertThat(ModelKey.parse("0000000000000000")).isEqualTo(new ModelKey(0, ModelStatus.CHAMPION));
  }
}
