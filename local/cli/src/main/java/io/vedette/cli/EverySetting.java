package io.vedette.cli;

import io.vedette.settings.Setting;
import io.vedette.settings.SharedSettings;
import java.util.List;

/**
 * Every setting of every part, each once: one settings file serves all commands, so each command
 * must know the keys of the others.
 */
final class EverySetting {

  static final List<Setting<?>> ALL = List.copyOf(SharedSettings.ALL);

  private EverySetting() {}
}
