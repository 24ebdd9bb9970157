package io.vedette.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokensTest {

  private static final String FIRST = "first-token-of-sixteen";
  private static final String SECOND = "second-token-of-sixteen";

  @TempDir Path folder;

  private Path file(String name, String text) throws Exception {
    return Files.writeString(folder.resolve(name), text);
  }

  @Test
  void tokensOfAllFilesAreKnownByName() throws Exception {
    Path a = file("a", "# comment\n\neu " + FIRST + "\n");
    Path b = file("b", "us   " + SECOND + "\n");

    Tokens tokens = Tokens.read(List.of(a, b));

    assertThat(tokens.nameOf(FIRST)).hasValue("eu");
    assertThat(tokens.nameOf(SECOND)).hasValue("us");
    assertThat(tokens.nameOf(FIRST + "x")).isEmpty();
    assertThat(tokens.nameOf("")).isEmpty();
  }

  @Test
  void aNameMayHaveTwoTokensSoThatOneCanBeReplaced() throws Exception {
    Tokens tokens = Tokens.read(List.of(file("a", "eu " + FIRST + "\neu " + SECOND)));

    assertThat(tokens.nameOf(FIRST)).hasValue("eu");
    assertThat(tokens.nameOf(SECOND)).hasValue("eu");
  }

  @Test
  void whatIsWrongIsToldByFileAndLineAndNeverTheToken() throws Exception {
    refused("short", "eu tooshort", "short:1: a token must be 16 or more", "tooshort");
    refused("alone", "\nonlyatokenonlyatoken", "alone:2: must be 'name token'", "onlyatoken");
    refused("name", "e!u " + FIRST, "name:1: a name must be", FIRST);
    refused("twice", "eu " + FIRST + "\nus " + FIRST, "twice:2: the token of us", FIRST);
    refused("none", "# nothing\n", "holds no token", "nothing");
  }

  private void refused(String name, String text, String says, String secret) throws Exception {
    Path file = file(name, text);
    assertThatThrownBy(() -> Tokens.read(List.of(file)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says)
        .hasMessageNotContaining(secret);
  }

  @Test
  void aTokenMayHaveARole() throws Exception {
    Tokens tokens =
        Tokens.read(List.of(file("roles", "eu " + FIRST + "\nolga " + SECOND + " Operator")));

    assertThat(tokens.holderOf(FIRST)).hasValue(new Tokens.Holder("eu", null));
    assertThat(tokens.holderOf(SECOND)).hasValue(new Tokens.Holder("olga", Role.OPERATOR));
    assertThat(tokens.holderOf(FIRST).orElseThrow().maySend()).isTrue();
    assertThat(tokens.holderOf(SECOND).orElseThrow().maySend()).isFalse();
    refused("unknown", "eu " + FIRST + " boss", "unknown:1: a token is without a space", "boss");
    refused("both", "eu " + FIRST + "\neu " + FIRST + " admin", "both:2: the token of eu", FIRST);
  }

  @Test
  void aMissingFileIsTold() {
    Path missing = folder.resolve("missing");
    assertThatThrownBy(() -> Tokens.read(List.of(missing)))
        .hasMessage("there is no token file " + missing);
  }
}
