package io.vedette.algorithms.rootcause;

/**
 * The name of a metric, operation or template without what tells copies of one thing apart: {@code
 * docker_cpu_core_7_norm_pct} and {@code docker_cpu_core_12_pct} are {@code docker_cpu_core_#_pct}.
 */
final class FoldedName {

  private static final String NORMALISED = "_norm";

  private FoldedName() {}

  /** Lower case, runs of digits as {@code #}, without the suffix of a normalised variant. */
  static String of(String name) {
    StringBuilder folded = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      if (c < '0' || c > '9') {
        folded.append(Character.toLowerCase(c));
      } else if (i == 0 || name.charAt(i - 1) < '0' || name.charAt(i - 1) > '9') {
        folded.append('#');
      }
    }
    int at = folded.indexOf(NORMALISED);
    while (at >= 0) {
      int end = at + NORMALISED.length();
      if (end == folded.length() || folded.charAt(end) == '_') {
        folded.delete(at, end);
        at = folded.indexOf(NORMALISED, at);
      } else {
        at = folded.indexOf(NORMALISED, end);
      }
    }
    return folded.toString();
  }
}
