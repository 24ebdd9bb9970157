package io.vedette.gateway.access;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.vedette.gateway.access.NoAccessException.Reason;
import io.vedette.gateway.access.Principal.Via;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JWTs of an OpenID provider. Guarantee: a principal is given only for a token that is signed by a
 * key of the provider with an asymmetric algorithm, names its issuer and our audience, and has not
 * expired; its role is the highest that its claim gives.
 *
 * <p>Keys are fetched when first needed and kept; a token signed by a key that is not known has
 * them fetched anew, at most so often. Where they are is asked of the issuer when it is not
 * configured. Thread-safe.
 *
 * <p>Source: OpenID Connect Discovery 1.0, RFC 7519, RFC 8725, RFC 9068.
 */
public final class OidcTokens {

  private static final Logger LOG = LoggerFactory.getLogger(OidcTokens.class);
  private static final String DISCOVERY = "/.well-known/openid-configuration";
  private static final int MAX_DOCUMENT_BYTES = 256 << 10;
  private static final Set<JWSAlgorithm> ALGORITHMS =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final Options options;
  private final DefaultResourceRetriever retriever;
  private @Nullable DefaultJWTProcessor<SecurityContext> processor;

  /**
   * What it needs to know.
   *
   * @param issuer as tokens name it
   * @param audience that tokens must be for
   * @param jwksUri where its keys are; null to ask the issuer
   * @param nameClaim claim with the caller's name; without it the subject is it
   * @param roleClaim claim with groups or roles: a text or a list; dots lead into objects
   * @param roles which of its values gives which role
   * @param timeout of each request to the provider
   */
  public record Options(
      String issuer,
      String audience,
      @Nullable URI jwksUri,
      String nameClaim,
      String roleClaim,
      Map<String, Role> roles,
      Duration timeout) {}

  /** Tokens by these options; the provider is asked when the first one comes. */
  public OidcTokens(Options options) {
    this.options = options;
    int millis = Math.toIntExact(options.timeout().toMillis());
    this.retriever = new DefaultResourceRetriever(millis, millis, MAX_DOCUMENT_BYTES);
  }

  /**
   * Who a token is of.
   *
   * @throws NoAccessException when it is not valid or gives no role, or the provider is not there
   */
  public Principal principalOf(String token) throws NoAccessException {
    JWTClaimsSet claims = claimsOf(token);
    Role role = null;
    for (String value : texts(claim(claims.getClaims(), options.roleClaim()))) {
      Role given = options.roles().get(value);
      if (given != null && (role == null || given.includes(role))) {
        role = given;
      }
    }
    String name = nameOf(claims);
    if (role == null) {
      throw new NoAccessException(
          Reason.WITHOUT_ROLE,
          "the claim " + options.roleClaim() + " of the token gives no role (gateway.oidc-roles)");
    }
    return new Principal(name, role, Via.OIDC);
  }

  private JWTClaimsSet claimsOf(String token) throws NoAccessException {
    try {
      return processor().process(token, null);
    } catch (KeySourceException | IOException away) {
      LOG.warn("Keys of {} cannot be had: {}", options.issuer(), away.getMessage());
      throw new NoAccessException(
          Reason.UNDECIDED, "the OpenID provider cannot be asked for its keys");
    } catch (BadJOSEException | JOSEException | ParseException invalid) {
      LOG.debug("Token refused: {}", invalid.getMessage());
      throw new NoAccessException(Reason.UNKNOWN, "the token is not valid");
    }
  }

  private synchronized DefaultJWTProcessor<SecurityContext> processor() throws IOException {
    DefaultJWTProcessor<SecurityContext> known = processor;
    if (known == null) {
      URI configured = options.jwksUri();
      known = processorFor((configured == null ? discovered() : configured).toURL());
      processor = known;
    }
    return known;
  }

  private URI discovered() throws IOException {
    String issuer = options.issuer();
    String base = issuer.endsWith("/") ? issuer.substring(0, issuer.length() - 1) : issuer;
    String content = retriever.retrieveResource(URI.create(base + DISCOVERY).toURL()).getContent();
    try {
      Map<String, Object> document = JSONObjectUtils.parse(content);
      if (!issuer.equals(JSONObjectUtils.getString(document, "issuer"))) {
        throw new IOException(base + DISCOVERY + " is of another issuer");
      }
      URI keys = JSONObjectUtils.getURI(document, "jwks_uri");
      if (keys == null || !isTrustworthy(keys)) {
        throw new IOException(base + DISCOVERY + " names no https jwks_uri");
      }
      return keys;
    } catch (ParseException notJson) {
      throw new IOException(base + DISCOVERY + ": " + notJson.getMessage(), notJson);
    }
  }

  private DefaultJWTProcessor<SecurityContext> processorFor(URL keysAt) {
    JWKSource<SecurityContext> keys =
        JWKSourceBuilder.create(keysAt, retriever).retrying(true).build();
    DefaultJWTProcessor<SecurityContext> made = new DefaultJWTProcessor<>();
    made.setJWSKeySelector(new JWSVerificationKeySelector<>(ALGORITHMS, keys));
    made.setJWSTypeVerifier(
        new DefaultJOSEObjectTypeVerifier<>(
            JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null));
    made.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            options.audience(),
            new JWTClaimsSet.Builder().issuer(options.issuer()).build(),
            Set.of("sub", "exp")));
    return made;
  }

  /** Whether an address may be asked: over TLS, or on this machine. */
  public static boolean isTrustworthy(URI address) {
    String host = address.getHost();
    return host != null
        && ("https".equals(address.getScheme())
            || ("http".equals(address.getScheme())
                && Set.of("127.0.0.1", "localhost", "[::1]").contains(host)));
  }

  private String nameOf(JWTClaimsSet claims) throws NoAccessException {
    Object named = claim(claims.getClaims(), options.nameClaim());
    String name =
        named instanceof String text && !text.isBlank()
            ? text
            : Objects.requireNonNullElse(claims.getSubject(), "");
    String shown = name.replaceAll("\\p{Cntrl}", "").strip();
    if (shown.isEmpty() || shown.length() > Principal.MAX_NAME) {
      throw new NoAccessException(Reason.UNKNOWN, "the token names nobody that can be written");
    }
    return shown;
  }

  private static @Nullable Object claim(Map<?, ?> claims, String path) {
    Object whole = claims.get(path);
    int dot = path.indexOf('.');
    if (whole != null || dot < 0) {
      return whole;
    }
    return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
        ? claim(inner, path.substring(dot + 1))
        : null;
  }

  private static List<String> texts(@Nullable Object claim) {
    if (claim instanceof String text) {
      return List.of(text);
    }
    return claim instanceof Collection<?> many
        ? many.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }
}
