package io.vedette.files;

import io.vedette.settings.Setting;
import io.vedette.settings.Settings;
import io.vedette.settings.SharedSettings;
import java.util.List;

/** Settings of reading files. */
public final class FileSettings {

  /** Length of a line. */
  public static final Setting<Long> LINE_BYTES =
      Setting.ofBytes(
              "files.line-bytes", 1 << 20, "Longest line of a CSV file; a longer one is refused.")
          .between(64L, 1L << 30);

  /** All of them, in the order of the documentation. */
  public static final List<Setting<?>> ALL = List.of(LINE_BYTES);

  private FileSettings() {}

  /**
   * The limits these settings, and the shared ones, set.
   *
   * @param maxPayloadBytes how much of a refused line goes into its dead letter, bytes
   */
  public static FileLimits limits(Settings settings, int maxPayloadBytes) {
    return new FileLimits(
        Math.toIntExact(settings.get(LINE_BYTES)),
        settings.get(SharedSettings.MAX_LABEL_VALUE_BYTES),
        Math.toIntExact(settings.get(SharedSettings.MAX_BODY_BYTES)),
        Math.toIntExact(settings.get(SharedSettings.MAX_UNPACKED_BYTES)),
        settings.get(SharedSettings.MAX_LABELS),
        settings.get(SharedSettings.MAX_LABEL_NAME_BYTES),
        maxPayloadBytes);
  }
}
