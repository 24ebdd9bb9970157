package io.vedette.prometheus;

import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What to read from which server. Holds no secret: tokens and passwords are read from their files
 * where they are needed.
 *
 * @param url address, with the path the server is under
 * @param selectors what to read, in PromQL
 * @param from oldest time, milliseconds since the epoch
 * @param to newest time
 * @param step resolution, milliseconds
 * @param slice time a request asks for, milliseconds, at least a step
 * @param externalLabels added to every series that does not have them
 * @param tokenFile file with a bearer token; empty for none
 * @param user of basic authentication; empty for none
 * @param passwordFile file with that user's password
 * @param maxResponseBytes largest answer
 * @param timeout longest time an answer may take
 * @param attempts how often a request is sent
 * @param backoff wait before the second attempt
 * @param limits labels taken
 */
public record PrometheusOptions(
    URI url,
    List<String> selectors,
    long from,
    long to,
    long step,
    long slice,
    Map<String, String> externalLabels,
    String tokenFile,
    String user,
    String passwordFile,
    int maxResponseBytes,
    Duration timeout,
    int attempts,
    Duration backoff,
    LabelLimits limits)
    implements Serializable {

  /** Copies what could change. */
  public PrometheusOptions {
    selectors = List.copyOf(selectors);
    externalLabels = new LinkedHashMap<>(externalLabels);
    if (step < 1 || slice < step) {
      throw new IllegalArgumentException(
          "a slice must hold a step at least: slice " + slice + " ms, step " + step + " ms");
    }
  }
}
