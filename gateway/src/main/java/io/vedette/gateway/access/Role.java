package io.vedette.gateway.access;

import java.util.Locale;
import java.util.Optional;

/** What a caller of the API may do; each may do what those before it may. */
public enum Role {
  /** Reads. */
  VIEWER,
  /** Acts on incidents, silences, series. */
  OPERATOR,
  /** Everything; alone may send telemetry as well. */
  ADMIN;

  /** All of them, to end an error message. */
  public static final String RULE = "must be viewer, operator or admin";

  /** Whether it may do what another may. */
  public boolean includes(Role other) {
    return compareTo(other) >= 0;
  }

  /** The role of a word, in any case. */
  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
