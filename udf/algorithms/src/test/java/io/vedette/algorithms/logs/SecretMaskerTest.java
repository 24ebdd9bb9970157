package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretMaskerTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '^',
      textBlock =
          """
          login with password=hunter2 ok                ~ login with password=*** ok
          DB_PASSWORD: hunter2, user: bob               ~ DB_PASSWORD: ***, user: bob
          {"api_key": "abc def", "n": 1}                ~ {"api_key": "***", "n": 1}
          {\\"token\\": \\"abc\\"}                      ~ {\\"token\\": \\"***"}
          client_secret='s3 cr3t' scope=all             ~ client_secret='***' scope=all
          POST /?token=abc&x=1                          ~ POST /?token=***&x=1
          Authorization: Bearer abcdefgh.ijk            ~ Authorization: ***
          sent Bearer abcdefghijkl to it                ~ sent Bearer *** to it
          sent Basic dXNlcjpwYXNz to it                 ~ sent Basic *** to it
          basic auth of it                              ~ basic auth of it
          postgres://shop:hunter2@db:5432/orders        ~ postgres://shop:***@db:5432/orders
          http://db:5432/a@b                            ~ http://db:5432/a@b
          jwt eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMe end ~ jwt *** end
          key AKIAIOSFODNN7EXAMPLE used                 ~ key *** used
          ghp_1234567890abcdefABCDEF1234567890abcd      ~ ***
          hook xoxb-123456789012-abcdef                 ~ hook ***
          stripe sk_live_4eC39HqLyjWDarjtT1zdp7dc       ~ stripe ***
          card 4111 1111 1111 1111 declined             ~ card *** declined
          card 4111-1111-1111-1111                      ~ card ***
          card 5500005555555559                         ~ card ***
          order 4111111111111112 is no card             ~ order 4111111111111112 is no card
          blk_4111111111111111 is no card               ~ blk_4111111111111111 is no card
          q9Xv2Lk8Pz4Rt6Yw1Bn3Mc5Vd7Fg0Hj2KsQaWe tail   ~ q9Xv2Lk8Pz4Rt6Yw1Bn3Mc5Vd7Fg0Hj2KsQaWe tail
          q9Xv2Lk8Pz4Rt6Yw1Bn3Mc5Vd7Fg0Hj2KsQaWeZz tail ~ *** tail
          trace 4bf92f3577b34da6a3ce929d0e0e47364bf92f35 ~ trace 4bf92f3577b34da6a3ce929d0e0e47364bf92f35
          the token was refused                         ~ the token was refused
          -----BEGIN CERTIFICATE-----                   ~ -----BEGIN CERTIFICATE-----
          """)
  void masksSecretsAndNothingElse(String line, String masked) {
    assertThat(SecretMasker.mask(line)).isEqualTo(masked);
  }

  @Test
  void aPrivateKeyIsMaskedToItsEndOrThatOfTheLine() {
    assertThat(
            SecretMasker.mask(
                "k -----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY----- t"))
        .isEqualTo("k *** t");
    assertThat(SecretMasker.mask("k -----BEGIN PRIVATE KEY-----MIIEvg")).isEqualTo("k ***");
    assertThat(SecretMasker.mask("")).isEmpty();
    assertThat(SecretMasker.mask("password=")).isEqualTo("password=");
  }
}
