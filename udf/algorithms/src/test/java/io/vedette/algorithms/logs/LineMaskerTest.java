package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineMaskerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          block blk_-1608999687 to /10.0.0.1:50010        ~ block <*> to <*>
          session 550e8400-e29b-41d4-a716-446655440000    ~ session <*>
          took 12 ms, 1.29 KB (1327 bytes) sent           ~ took <*>, <*> sent
          lifetime <1 sec                                 ~ lifetime <*>
          from 84.102.20.2 () at Sun Jul  2 02:10:01 2005 ~ from <*> at <*>
          on 10 May 2024 at noon                          ~ on <*> at noon
          it may fail in Mar city                         ~ it may fail in Mar city
          uid=0 user=root rhost= port=fe80::1             ~ uid=<*> user=<*> rhost= port=<*>
          tag="View Lock", held=true, to=null             ~ tag=<*>, held=<*>, to=<*>
          level=info msg="ready to serve" addr=:80        ~ level=info msg="ready to serve" addr=<*>
          jk2_init() and oauth2_token of x1y             ~ jk2_init() and oauth2_token of <*>
          mail to a.b@example.org and deadbeef0           ~ mail to <*> and <*>
          open C:\\Windows\\x.dll and /etc/passwd         ~ open C:<*> and <*>
          host db.shop.internal:5432 or cache.lan         ~ host <*> or <*>
          java.io.IOException in com.acme.shop            ~ java.io.IOException in <*>
          link fe80::dead:beef up, aa:bb:cc:dd:ee:ff down ~ link <*> up, <*> down
          enable........0 check...1                       ~ enable........<*> check...<*>
          lists 1 2 3, [1,2], {a}                         ~ lists <*>, [<*>], {a}
          null is True but nothing is not                 ~ <*> is <*> but nothing is not
          read/write of a/b/c                             ~ read/write of <*>
          """)
  void masksParametersAndKeepsWords(String line, String masked) {
    assertThat(new LineParser(MinerParameters.defaults()).parse(line)).hasToString(masked);
  }

  @Test
  void linesBeyondTheBoundsAreCut() {
    LineParser parser = new LineParser(new MinerParameters(10, 8, 64));

    assertThat(parser.parse("a b c d e f g h i j")).hasToString("a b c d e f g h");
    assertThat(parser.parse("x".repeat(100)).toString()).isEqualTo("x".repeat(64));
    assertThat(parser.parse("")).hasToString("");
    assertThat(parser.parse(" \t\0\1 ")).hasToString("");
  }
}
