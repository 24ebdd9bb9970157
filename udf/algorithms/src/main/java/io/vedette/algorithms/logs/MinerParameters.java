package io.vedette.algorithms.logs;

import java.io.Serializable;

/**
 * Bounds of what is kept and looked at of one service's logs.
 *
 * @param maxTemplates templates kept; beyond it the one not seen for longest is forgotten. 10 to
 *     100,000; default 1,000
 * @param maxTokens tokens of a line that are looked at, what follows is ignored. 8 to 1,024;
 *     default 128
 * @param maxLength characters of a line that are looked at. 64 to 65,536; default 4,096
 */
public record MinerParameters(int maxTemplates, int maxTokens, int maxLength)
    implements Serializable {

  private static final MinerParameters DEFAULTS = new MinerParameters(1_000, 128, 4_096);

  /** Checks every parameter. */
  public MinerParameters {
    requireWithin("maxTemplates", maxTemplates, 10, 100_000);
    requireWithin("maxTokens", maxTokens, 8, 1_024);
    requireWithin("maxLength", maxLength, 64, 65_536);
  }

  /** The defaults. */
  public static MinerParameters defaults() {
    return DEFAULTS;
  }

  private static void requireWithin(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " must be from " + least + " to " + most + ", is " + value);
    }
  }
}
