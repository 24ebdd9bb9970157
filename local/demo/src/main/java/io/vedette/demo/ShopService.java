package io.vedette.demo;

import java.util.List;

/**
 * One service of the shop when nothing is wrong.
 *
 * @param name value of the label {@code service}
 * @param role what it is
 * @param instances number of instances, at least 1
 * @param port where each instance listens; stands in its address
 * @param p50Seconds its own part of the median latency at night, without the services it calls
 * @param p99Seconds its own part of the 99th percentile of latency at night
 * @param errorRatio share of requests that fail by its own doing
 * @param memoryBytes memory of one instance at the daily peak
 * @param calls the services it calls
 */
public record ShopService(
    String name,
    ShopRole role,
    int instances,
    int port,
    double p50Seconds,
    double p99Seconds,
    double errorRatio,
    double memoryBytes,
    List<ShopCall> calls) {

  /** Keeps a copy of the calls. */
  public ShopService {
    if (instances < 1) {
      throw new IllegalArgumentException(name + " must have an instance, not " + instances);
    }
    calls = List.copyOf(calls);
  }

  /** Value of the label {@code instance}, for instances 0 to {@code instances - 1}. */
  public String instance(int number) {
    return pod(number) + ":" + port;
  }

  /** Name of the pod of an instance. */
  String pod(int number) {
    return name + "-" + number;
  }
}
