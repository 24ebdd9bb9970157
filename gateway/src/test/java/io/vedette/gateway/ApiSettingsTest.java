package io.vedette.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vedette.gateway.access.OidcTokens;
import io.vedette.gateway.access.Role;
import io.vedette.settings.Settings;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ApiSettingsTest {

  private static Settings resolve(Map<String, String> flags) {
    return Settings.resolve(ApiSettings.ALL, flags, Map.of(), null);
  }

  private static Map<String, String> provider() {
    Map<String, String> flags = new HashMap<>();
    flags.put("gateway.oidc-issuer", "https://login.example");
    flags.put("gateway.oidc-audience", "vedette");
    flags.put("gateway.oidc-roles", "a=b=operator, everyone=viewer");
    return flags;
  }

  @Test
  void defaults() {
    Settings settings = resolve(Map.of());

    assertThat(settings.get(ApiSettings.THREADS)).isEqualTo(4);
    assertThat(settings.get(ApiSettings.QUEUE)).isEqualTo(256);
    assertThat(settings.get(ApiSettings.BODY_BYTES)).isEqualTo(64L << 10);
    assertThat(settings.get(ApiSettings.REQUESTS)).isEqualTo(100);
    assertThat(settings.get(ApiSettings.EVENT_CLIENTS)).isEqualTo(200);
    assertThat(settings.get(ApiSettings.EVENT_MAX_AGE)).isEqualTo(Duration.ofMinutes(30));
    assertThat(ApiSettings.oidc(settings)).isNull();
  }

  @Test
  void aProviderIsMapped() {
    OidcTokens.Options options = Objects.requireNonNull(ApiSettings.oidc(resolve(provider())));

    assertThat(options.issuer()).isEqualTo("https://login.example");
    assertThat(options.audience()).isEqualTo("vedette");
    assertThat(options.jwksUri()).isNull();
    assertThat(options.roleClaim()).isEqualTo("groups");
    assertThat(options.roles()).isEqualTo(Map.of("a=b", Role.OPERATOR, "everyone", Role.VIEWER));
    Map<String, String> more = provider();
    more.put("gateway.oidc-jwks-uri", "http://127.0.0.1:9/keys");
    assertThat(Objects.requireNonNull(ApiSettings.oidc(resolve(more))).jwksUri())
        .isEqualTo(URI.create("http://127.0.0.1:9/keys"));
  }

  @Test
  void validations() {
    refused("gateway.oidc-issuer", "http://login.example", "must be https");
    refused("gateway.oidc-issuer", "no address", "must be https");
    refused("gateway.oidc-audience", "", "gateway.oidc-audience: is needed");
    refused("gateway.oidc-jwks-uri", "http://10.0.0.1/keys", "must be https");
    refused("gateway.oidc-roles", "", "gateway.oidc-roles: is needed");
    refused("gateway.oidc-roles", "sre=boss", "'sre=boss': must be group=role");
    refused("gateway.oidc-roles", "=viewer", "'=viewer': must be group=role");
  }

  private static void refused(String key, String value, String says) {
    Map<String, String> flags = provider();
    flags.put(key, value);
    assertThatThrownBy(() -> ApiSettings.oidc(resolve(flags)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(says);
  }
}
