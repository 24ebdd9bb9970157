package io.vedette.cli;

import io.vedette.gateway.GatewaySettings;
import io.vedette.jobs.config.RetrainSettings;
import io.vedette.jobs.launch.ReplaySettings;
import io.vedette.settings.Setting;
import io.vedette.store.StoreSettings;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every setting of every part, each once: one settings file serves all commands, so each command
 * must know the keys of the others.
 */
final class EverySetting {

  static final List<Setting<?>> ALL =
      Stream.of(ReplaySettings.ALL, RetrainSettings.ALL, GatewaySettings.ALL, StoreSettings.ALL)
          .<Setting<?>>flatMap(List::stream)
          .distinct()
          .toList();

  private EverySetting() {}
}
