package io.vedette.demo;

/** The metrics of the shop, all gauges: rates and quantiles are computed already. */
public enum ShopMetric {
  /** Whether the instance answers. */
  UP("up", "1 or 0", 0, 0),
  /** Requests an instance serves. */
  REQUESTS("shop_requests_per_second", "requests per second", 0.03, 0.01),
  /** Share of requests that failed. */
  ERROR_RATIO("shop_request_error_ratio", "0 to 1", 0.10, 0.03),
  /** Median latency. */
  LATENCY_P50("shop_request_latency_p50_seconds", "seconds", 0.03, 0.01),
  /** 99th percentile of latency. */
  LATENCY_P99("shop_request_latency_p99_seconds", "seconds", 0.06, 0.02),
  /** CPU in use. */
  CPU("shop_cpu_usage_ratio", "0 to 1", 0.04, 0.01),
  /** Memory in use. */
  MEMORY("shop_memory_usage_bytes", "bytes", 0.004, 0.001),
  /** Connections or worker threads in use. */
  POOL("shop_pool_usage_ratio", "0 to 1", 0.04, 0.01),
  /** Messages waiting for consumers. */
  QUEUE_DEPTH("shop_queue_depth_messages", "messages", 0.10, 0.03);

  private final String metricName;
  private final String unit;
  private final double quickNoise;
  private final double slowNoise;

  ShopMetric(String metricName, String unit, double quickNoise, double slowNoise) {
    this.metricName = metricName;
    this.unit = unit;
    this.quickNoise = quickNoise;
    this.slowNoise = slowNoise;
  }

  /** Name of the metric, the label {@code __name__}. */
  public String metricName() {
    return metricName;
  }

  /** Unit or range, in words. */
  public String unit() {
    return unit;
  }

  /** Standard deviation of the noise from sample to sample, as a share of the value. */
  public double quickNoise() {
    return quickNoise;
  }

  /** Standard deviation of the noise that wanders over minutes, as a share of the value. */
  public double slowNoise() {
    return slowNoise;
  }

  /** Whether services of a role have this metric. */
  public boolean fits(ShopRole role) {
    return switch (this) {
      case QUEUE_DEPTH -> role == ShopRole.QUEUE;
      case POOL -> role != ShopRole.QUEUE;
      default -> true;
    };
  }
}
