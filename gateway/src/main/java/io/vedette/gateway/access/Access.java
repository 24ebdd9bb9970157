package io.vedette.gateway.access;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides who a request is from. A source is named by the header {@value #SOURCE_HEADER}, else by
 * its token, else by its address. Who holds a token is trusted to name its sources; how much it may
 * send is counted by the token.
 */
public final class Access {

  /** Header in which a sender names itself. */
  public static final String SOURCE_HEADER = "X-Vedette-Source";

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;

  /**
   * Who sent a request.
   *
   * @param source key of its bodies
   * @param account whom its use is counted to
   */
  public record Caller(String source, String account) {}

  /** What a request says of its sender. */
  public record Credentials(
      @Nullable String authorization, @Nullable String source, @Nullable String address) {}

  /** Access by these tokens; free when there are none. */
  public Access(Tokens tokens) {
    this.tokens = tokens;
  }

  /** Whether anyone is let in, there being no tokens. */
  public boolean isFree() {
    return tokens.isEmpty();
  }

  /** Whether a request with this Authorization header is let in. */
  public boolean isAllowed(@Nullable String authorization) {
    return tokens.isEmpty() || holder(authorization).isPresent();
  }

  /**
   * The caller, or nothing when it has no valid token or one that only calls the API.
   *
   * @throws IllegalArgumentException when the source's name is not one
   */
  public Optional<Caller> callerOf(Credentials credentials) {
    Optional<String> tokenName =
        holder(credentials.authorization()).filter(Tokens.Holder::maySend).map(Tokens.Holder::name);
    if (!tokens.isEmpty() && tokenName.isEmpty()) {
      return Optional.empty();
    }
    String declared = credentials.source();
    if (declared != null && !SourceName.isValid(declared)) {
      throw new IllegalArgumentException(SOURCE_HEADER + " " + SourceName.RULE);
    }
    String address = credentials.address() == null ? "unknown" : credentials.address();
    String source = declared != null ? declared : tokenName.orElse(address);
    return Optional.of(new Caller(source, tokenName.orElse(source)));
  }

  private Optional<Tokens.Holder> holder(@Nullable String authorization) {
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return Optional.empty();
    }
    return tokens.holderOf(authorization.substring(BEARER.length()).strip());
  }
}
