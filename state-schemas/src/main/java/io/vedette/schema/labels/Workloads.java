package io.vedette.schema.labels;

/**
 * The name of the workload a pod belongs to, from the pod's name alone.
 *
 * <p>Kubernetes makes the end of a name of characters that it takes for no word: {@code
 * bcdfghjklmnpqrstvwxz2456789}, so that {@code cart-7d9f8b6c5-x2x4z} can be told from {@code
 * cart-primary-blue}. Source: k8s.io/apimachinery/pkg/util/rand.
 */
public final class Workloads {

  private static final String SAFE = "bcdfghjklmnpqrstvwxz2456789";
  private static final int SUFFIX = 5;
  private static final int LEAST_HASH = 6;
  private static final int MOST_HASH = 10;
  private static final int MOST_ORDINAL = 4;

  /** Digits of the minutes since the epoch, as a CronJob numbers its Jobs. */
  private static final int MINUTES = 8;

  private Workloads() {}

  /**
   * Of a pod: of a Deployment {@code cart-7d9f8b6c5-x2x4z}, of a StatefulSet {@code db-0}, of a
   * DaemonSet or Job {@code agent-x2x4z}, of a CronJob {@code dump-28391040-x2x4z}; {@code cart},
   * {@code db}, {@code agent}, {@code dump}. The name itself where nothing was added to it.
   */
  public static String ofPod(String pod) {
    int last = pod.lastIndexOf('-');
    if (last <= 0) {
      return pod;
    }
    if (isNumber(pod, last + 1, 1, MOST_ORDINAL)) {
      return pod.substring(0, last);
    }
    if (!isRandom(pod, last + 1, pod.length(), SUFFIX, SUFFIX)) {
      return pod;
    }
    String owner = pod.substring(0, last);
    String cronJob = ofJob(owner);
    return cronJob.equals(owner) ? ofReplicaSet(owner) : cronJob;
  }

  /** Of a Job: {@code dump-28391040} is of the CronJob {@code dump}; any other is itself. */
  public static String ofJob(String name) {
    int minute = name.lastIndexOf('-');
    return minute > 0 && isNumber(name, minute + 1, MINUTES, MINUTES)
        ? name.substring(0, minute)
        : name;
  }

  /**
   * Of a ReplicaSet: {@code cart-7d9f8b6c5} is of {@code cart}; a name without a hash is itself.
   */
  public static String ofReplicaSet(String name) {
    int last = name.lastIndexOf('-');
    return last > 0 && isRandom(name, last + 1, name.length(), LEAST_HASH, MOST_HASH)
        ? name.substring(0, last)
        : name;
  }

  private static boolean isNumber(String text, int from, int least, int most) {
    if (text.length() - from < least || text.length() - from > most) {
      return false;
    }
    for (int i = from; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isRandom(String text, int from, int to, int least, int most) {
    if (to - from < least || to - from > most) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (SAFE.indexOf(text.charAt(i)) < 0) {
        return false;
      }
    }
    return true;
  }
}
