package io.vedette.settings;

import java.util.List;

/**
 * Settings that cannot be started with: every problem at once, each naming key, value and reason.
 */
public final class SettingsException extends RuntimeException {

  private final List<String> problems;

  /** With one line a problem. */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  /** One line a problem. */
  public List<String> problems() {
    return problems;
  }
}
