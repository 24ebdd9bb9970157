package io.vedette.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import io.vedette.gateway.access.NoAccessException.Reason;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Before a provider on this machine. */
class OidcTokensTest {

  private static final String AUDIENCE = "vedette";
  private static final Map<String, Role> ROLES =
      Map.of("sre", Role.OPERATOR, "staff", Role.VIEWER, "platform", Role.ADMIN);

  private final AtomicInteger keysAsked = new AtomicInteger();
  private RSAKey key = newKey("one");
  private HttpServer provider = newProvider();
  private String issuer = "";

  private static RSAKey newKey(String id) {
    try {
      return new RSAKeyGenerator(2048).keyID(id).generate();
    } catch (Exception everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private static HttpServer newProvider() {
    try {
      return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (Exception noPort) {
      throw new IllegalStateException(noPort);
    }
  }

  @BeforeEach
  void start() {
    issuer = "http://127.0.0.1:" + provider.getAddress().getPort();
    answer(
        "/.well-known/openid-configuration",
        () -> "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + issuer + "/keys\"}");
    answer(
        "/keys",
        () -> {
          keysAsked.incrementAndGet();
          return new JWKSet(key.toPublicJWK()).toString();
        });
    provider.start();
  }

  @AfterEach
  void stop() {
    provider.stop(0);
  }

  private interface Text {
    String get();
  }

  private void answer(String path, Text text) {
    provider.createContext(
        path,
        exchange -> {
          byte[] body = text.get().getBytes(StandardCharsets.UTF_8);
          exchange.getResponseHeaders().add("Content-Type", "application/json");
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
  }

  private OidcTokens tokens() {
    return new OidcTokens(
        new OidcTokens.Options(
            issuer,
            AUDIENCE,
            null,
            "preferred_username",
            "realm.groups",
            ROLES,
            Duration.ofSeconds(3)));
  }

  private JWTClaimsSet.Builder claims() {
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .audience(AUDIENCE)
        .subject("4711")
        .claim("preferred_username", "alice")
        .claim("realm", Map.of("groups", List.of("staff", "sre", "other")))
        .expirationTime(Date.from(Instant.now().plusSeconds(600)));
  }

  private String signed(JWTClaimsSet claims) throws Exception {
    return signed(claims, JWSAlgorithm.RS256, new RSASSASigner(key));
  }

  private String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, JWSSigner signer)
      throws Exception {
    SignedJWT token =
        new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build(), claims);
    token.sign(signer);
    return token.serialize();
  }

  @Test
  void aTokenOfTheProviderGivesItsNameAndItsHighestRole() throws Exception {
    OidcTokens tokens = tokens();

    Principal alice = tokens.principalOf(signed(claims().build()));
    assertThat(alice).isEqualTo(new Principal("alice", Role.OPERATOR, Principal.Via.OIDC));
    Principal nameless =
        tokens.principalOf(signed(claims().claim("preferred_username", null).build()));
    assertThat(nameless.name()).isEqualTo("4711");
    assertThat(keysAsked).as("keys are kept").hasValue(1);
  }

  @Test
  void everyOtherTokenIsRefused() throws Exception {
    OidcTokens tokens = tokens();
    RSAKey stranger = newKey("one");
    JWTClaimsSet good = claims().build();
    for (String token :
        List.of(
            "not-a-token",
            new PlainJWT(good).serialize(),
            signed(good, JWSAlgorithm.RS256, new RSASSASigner(stranger)),
            signed(good, JWSAlgorithm.HS256, new MACSigner(key.toRSAPublicKey().getEncoded())),
            signed(claims().issuer("https://evil.example").build()),
            signed(claims().audience("another-service").build()),
            signed(claims().expirationTime(Date.from(Instant.EPOCH)).build()),
            signed(claims().expirationTime(null).build()),
            signed(claims().subject(null).build()))) {
      assertThatThrownBy(() -> tokens.principalOf(token))
          .as(token)
          .isInstanceOfSatisfying(
              NoAccessException.class,
              refused -> assertThat(refused.reason()).isEqualTo(Reason.UNKNOWN));
    }
  }

  @Test
  void whoIsInNoneOfTheGroupsHasNoRole() throws Exception {
    String token = signed(claims().claim("realm", Map.of("groups", List.of("guests"))).build());

    assertThatThrownBy(() -> tokens().principalOf(token))
        .isInstanceOfSatisfying(
            NoAccessException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.WITHOUT_ROLE));
  }

  @Test
  void withoutTheProviderNobodyCanSay() throws Exception {
    String token = signed(claims().build());
    provider.stop(0);

    assertThatThrownBy(() -> tokens().principalOf(token))
        .isInstanceOfSatisfying(
            NoAccessException.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.UNDECIDED));
  }
}
