package io.vedette.formats.logs;

import java.util.List;

/** Which of the labels of a stream or resource names the service, first come first. */
final class ServiceLabels {

  private static final List<String> NAMES =
      List.of(
          "service.name",
          "service_name",
          "service",
          "app",
          "app_kubernetes_io_name",
          "k8s.deployment.name",
          "container",
          "container_name",
          "k8s.container.name",
          "job");

  private static final List<String> LEVELS = List.of("level", "detected_level", "severity");

  private int best = Integer.MAX_VALUE;
  private String service = "";
  private String level = "";

  void clear() {
    best = Integer.MAX_VALUE;
    service = "";
    level = "";
  }

  /** Takes a label. */
  void take(String name, String value) {
    int rank = NAMES.indexOf(name);
    if (rank >= 0 && rank < best && !value.isEmpty()) {
      best = rank;
      service = value;
    } else if (LEVELS.contains(name)) {
      level = value;
    }
  }

  /** The service; empty for none. */
  String service() {
    return service;
  }

  /** The level that a label names; empty for none. */
  String level() {
    return level;
  }
}
