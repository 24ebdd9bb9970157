package io.vedette.settings;

import java.util.Collection;

/** The documentation of settings as a Markdown table. */
public final class SettingsTable {

  private SettingsTable() {}

  /** One row a setting, in the order given. */
  public static String of(Collection<? extends Setting<?>> settings) {
    StringBuilder table =
        new StringBuilder("| key | type | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : settings) {
      table
          .append("| `")
          .append(setting.key())
          .append("` | ")
          .append(cell(setting.type()))
          .append(" | ")
          .append(
              setting
                  .defaultText()
                  .map(text -> text.isEmpty() ? "(empty)" : "`" + text + "`")
                  .orElse("(none)"))
          .append(" | ")
          .append(cell(setting.description()))
          .append(setting.constraint().map(says -> " Value " + cell(says) + ".").orElse(""))
          .append(" |\n");
    }
    return table.toString();
  }

  private static String cell(String text) {
    return text.replace("|", "\\|");
  }
}
