package io.vedette.gateway.access;

import io.vedette.gateway.access.NoAccessException.Reason;
import io.vedette.gateway.access.Principal.Via;
import org.jspecify.annotations.Nullable;

/**
 * Who calls the API: by a static token that has a role, else by a token of the OpenID provider.
 * Without either whoever reaches the gateway, which then listens on loopback alone, is its admin.
 */
public final class ApiAccess {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final @Nullable OidcTokens oidc;
  private final Principal local;

  /**
   * Access by these.
   *
   * @param localName name of whoever calls when there are neither tokens nor a provider
   */
  public ApiAccess(Tokens tokens, @Nullable OidcTokens oidc, String localName) {
    this.tokens = tokens;
    this.oidc = oidc;
    this.local = new Principal(localName, Role.ADMIN, Via.LOOPBACK);
  }

  /**
   * Who a request with this Authorization header is from. May ask the provider for its keys.
   *
   * @throws NoAccessException when nobody who may call
   */
  public Principal principalOf(@Nullable String authorization) throws NoAccessException {
    if (tokens.isEmpty() && oidc == null) {
      return local;
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw new NoAccessException(Reason.UNKNOWN, "a valid bearer token is needed");
    }
    String token = authorization.substring(BEARER.length()).strip();
    Tokens.Holder holder = tokens.holderOf(token).orElse(null);
    if (holder != null) {
      Role role = holder.role();
      if (role == null) {
        throw new NoAccessException(
            Reason.WITHOUT_ROLE, "this token sends telemetry; it has no role in the API");
      }
      return new Principal(holder.name(), role, Via.TOKEN);
    }
    if (oidc == null) {
      throw new NoAccessException(Reason.UNKNOWN, "a valid bearer token is needed");
    }
    return oidc.principalOf(token);
  }
}
