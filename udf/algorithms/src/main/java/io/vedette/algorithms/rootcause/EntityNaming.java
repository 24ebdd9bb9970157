package io.vedette.algorithms.rootcause;

import org.jspecify.annotations.Nullable;

/** What the name of an entity says, where nothing else does. */
final class EntityNaming {

  private EntityNaming() {}

  /**
   * The name without the numbers of the instance at its end: {@code cart} of {@code cart-2} and of
   * {@code cart2-0}, and without the hashes a Kubernetes deployment adds: {@code cart} of {@code
   * cart-7d9f8b6c5-x2v4k}; a port does not count. The name itself where it has none, and where its
   * number is a version, {@code payments-v2}; null where nothing but digits and dots is left, as of
   * an address.
   */
  static @Nullable String service(String address) {
    String name = withoutPort(address);
    int end = withoutHashes(name);
    while (end > 0 && isDigit(name.charAt(end - 1))) {
      int start = end - 1;
      while (start > 0 && isDigit(name.charAt(start - 1))) {
        start--;
      }
      if (isVersion(name, start)) {
        break;
      }
      end = start > 0 && name.charAt(start - 1) == '-' ? start - 1 : start;
    }
    for (int i = 0; i < end; i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && c != '.' && c != ':') {
        return name.substring(0, end);
      }
    }
    return null;
  }

  /** Whether a port is at the end of a name: then it is a process, not what processes run on. */
  static boolean hasPort(String name) {
    return withoutPort(name).length() < name.length();
  }

  private static String withoutPort(String name) {
    int colon = name.lastIndexOf(':');
    if (colon <= 0 || colon == name.length() - 1) {
      return name;
    }
    for (int i = colon + 1; i < name.length(); i++) {
      if (!isDigit(name.charAt(i))) {
        return name;
      }
    }
    return name.substring(0, colon);
  }

  /** Whether a number stands behind a {@code v} of its own. */
  private static boolean isVersion(String name, int end) {
    return end > 1
        && (name.charAt(end - 1) == 'v' || name.charAt(end - 1) == 'V')
        && "-_.".indexOf(name.charAt(end - 2)) >= 0;
  }

  /** Where {@code -<replica set>-<pod>} begins; the length where the name does not end so. */
  private static int withoutHashes(String name) {
    int pod = name.lastIndexOf('-');
    if (pod < 0 || name.length() - pod - 1 != 5 || !isHash(name, pod + 1, name.length())) {
      return name.length();
    }
    int set = name.lastIndexOf('-', pod - 1);
    int length = pod - set - 1;
    boolean isSet = set > 0 && length >= 6 && length <= 10 && isHash(name, set + 1, pod);
    return isSet ? set : name.length();
  }

  /** Kubernetes draws from consonants and digits; a word of the language has vowels. */
  private static boolean isHash(String name, int from, int to) {
    for (int i = from; i < to; i++) {
      char c = name.charAt(i);
      if (!isDigit(c) && (c < 'a' || c > 'z' || ("aeiou".indexOf(c) >= 0 && to - from == 5))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
