package io.vedette.algorithms.correlate;

import java.util.Set;

/**
 * The words of a name: {@code prod/CartService-7d9f8b-x2v4k} is {@code prod cart service}. Numbers
 * and what looks like a hash are left out.
 */
final class NameTokens {

  /** Takes the words of a name. */
  @FunctionalInterface
  interface Visitor {
    /**
     * One word.
     *
     * @param isGeneric whether many names have it that do not belong together
     */
    void word(String word, boolean isGeneric);
  }

  private static final String[] SUFFIXES = {
    "service", "server", "svc", "api", "app", "worker", "client", "proxy"
  };

  /** Words of the trade, not of the system. */
  private static final Set<String> GENERIC =
      Set.of(
          "service",
          "server",
          "svc",
          "api",
          "app",
          "worker",
          "client",
          "proxy",
          "prod",
          "staging",
          "dev",
          "test",
          "default",
          "cluster",
          "local",
          "pod",
          "pods",
          "container",
          "deployment",
          "http",
          "https",
          "grpc",
          "rpc",
          "high",
          "low",
          "too",
          "many",
          "error",
          "errors",
          "latency",
          "slow",
          "down",
          "up",
          "unavailable",
          "unhealthy",
          "is",
          "not",
          "on",
          "of",
          "the",
          "in",
          "cpu",
          "memory",
          "disk",
          "usage",
          "rate",
          "alert",
          "critical",
          "warning",
          "timeout",
          "failed",
          "failure",
          "restart",
          "restarting",
          "crash",
          "looping");

  private NameTokens() {}

  /** Visits the words in order; time linear in the name. */
  static void visit(String name, Visitor visitor) {
    int begin = 0;
    for (int i = 1; i <= name.length(); i++) {
      if (i == name.length() || isBoundary(name, i)) {
        word(name, begin, i, visitor);
        begin = i;
      }
    }
  }

  private static boolean isBoundary(String name, int at) {
    char before = name.charAt(at - 1);
    char here = name.charAt(at);
    return Character.isLetterOrDigit(before) != Character.isLetterOrDigit(here)
        || (Character.isLowerCase(before) && Character.isUpperCase(here));
  }

  private static void word(String name, int begin, int end, Visitor visitor) {
    int digits = 0;
    for (int i = begin; i < end; i++) {
      char c = name.charAt(i);
      if (!Character.isLetterOrDigit(c)) {
        return;
      }
      digits += Character.isDigit(c) ? 1 : 0;
    }
    if (digits > 1 && end - begin >= 5) {
      return;
    }
    StringBuilder letters = new StringBuilder(end - begin);
    for (int i = begin; i < end; i++) {
      char c = name.charAt(i);
      if (!Character.isDigit(c)) {
        letters.append(Character.toLowerCase(c));
      }
    }
    if (!letters.isEmpty()) {
      split(letters.toString(), visitor);
    }
  }

  private static void split(String word, Visitor visitor) {
    for (String suffix : SUFFIXES) {
      if (word.length() > suffix.length() + 1 && word.endsWith(suffix)) {
        visitor.word(word.substring(0, word.length() - suffix.length()), false);
        visitor.word(suffix, true);
        return;
      }
    }
    visitor.word(word, GENERIC.contains(word));
  }
}
