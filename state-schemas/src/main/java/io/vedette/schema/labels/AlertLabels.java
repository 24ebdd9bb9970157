package io.vedette.schema.labels;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the labels of an alert, or the tags of whatever tool, say of where it belongs. Of several
 * labels the first in the order here counts.
 */
public final class AlertLabels {

  /** The environment of alerts that name none. */
  public static final String DEFAULT_ENVIRONMENT = "default";

  private static final List<String> ENVIRONMENTS =
      List.of("environment", "env", "deployment_environment", "deployment.environment");

  /** Those that people set for this, before those that follow from where it runs. */
  private static final List<String> SERVICES =
      List.of(
          "service",
          "service_name",
          "service.name",
          "app",
          "app_kubernetes_io_name",
          "app.kubernetes.io/name",
          "application",
          "deployment",
          "statefulset",
          "daemonset",
          "kube_deployment",
          "k8s_deployment_name");

  /** Of these, those that say which workload is observed. */
  private static final List<String> WORKLOADS =
      List.of("deployment", "statefulset", "daemonset", "kube_deployment", "k8s_deployment_name");

  /**
   * Exporters that speak of others: of their series {@code service} and {@code job} name the
   * exporter, where Prometheus' operator or its Kubernetes discovery set them.
   */
  private static final List<String> OBSERVERS =
      List.of("kube-state-metrics", "kubelet", "cadvisor", "node-exporter", "blackbox-exporter");

  private static final List<String> PODS = List.of("pod", "pod_name", "k8s_pod_name");
  private static final List<String> CONTAINERS = List.of("container", "container_name");
  private static final List<String> LAST_RESORTS = List.of("container", "container_name", "job");
  private static final List<String> ENTITIES =
      List.of("pod", "pod_name", "k8s_pod_name", "instance", "service_instance_id");
  private static final List<String> HOSTS =
      List.of("node", "host", "nodename", "hostname", "host_name", "k8s_node_name");
  private static final List<String> CLUSTERS =
      List.of("cluster", "k8s_cluster_name", "kube_cluster_name");

  private AlertLabels() {}

  /** What has a fate of its own; {@link #DEFAULT_ENVIRONMENT} where no label says. */
  public static String environment(Map<String, String> labels) {
    String environment = first(labels, ENVIRONMENTS);
    return environment == null ? DEFAULT_ENVIRONMENT : environment;
  }

  /**
   * The service; a pod names its workload. Null where no label says. What an exporter observes is
   * not the exporter: there only labels of the workload count.
   */
  public static @Nullable String service(Map<String, String> labels) {
    if (isObserver(labels.get("service")) || isObserver(labels.get("job"))) {
      return observed(labels);
    }
    String service = first(labels, SERVICES);
    if (service == null) {
      String pod = first(labels, PODS);
      service = pod == null ? first(labels, LAST_RESORTS) : Workloads.ofPod(pod);
    }
    return service;
  }

  private static @Nullable String observed(Map<String, String> labels) {
    String workload = first(labels, WORKLOADS);
    if (workload != null) {
      return workload;
    }
    String pod = first(labels, PODS);
    return pod == null ? first(labels, CONTAINERS) : Workloads.ofPod(pod);
  }

  private static boolean isObserver(@Nullable String name) {
    if (name == null) {
      return false;
    }
    for (String observer : OBSERVERS) {
      // a Helm release puts its name before
      if (name.equals(observer) || name.endsWith('-' + observer)) {
        return true;
      }
    }
    return false;
  }

  /** The pod or instance. Null where no label says. */
  public static @Nullable String entity(Map<String, String> labels) {
    return first(labels, ENTITIES);
  }

  /** The host, behind its cluster: names of nodes are unique in a cluster only. */
  public static @Nullable String host(Map<String, String> labels) {
    String host = first(labels, HOSTS);
    String cluster = first(labels, CLUSTERS);
    return host == null || cluster == null ? host : cluster + '/' + host;
  }

  private static @Nullable String first(Map<String, String> labels, List<String> names) {
    for (String name : names) {
      String value = labels.get(name);
      if (value != null && !value.isEmpty()) {
        return value;
      }
    }
    return null;
  }
}
