package io.vedette.gateway.access;

/**
 * Who calls the API.
 *
 * @param name as it is written as author
 * @param role what it may do
 * @param via how that is known
 */
public record Principal(String name, Role role, Via via) {

  /** Longest name, as commands take authors. */
  public static final int MAX_NAME = 200;

  /** How somebody is known. */
  public enum Via {
    /** By a static token. */
    TOKEN,
    /** By a token of the OpenID provider. */
    OIDC,
    /** Not at all: there are no tokens, and only this machine is answered. */
    LOOPBACK
  }
}
