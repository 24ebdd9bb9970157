package io.vedette.algorithms.rootcause;

/**
 * Requests, latency and errors of one service, before and during an incident, a value an interval.
 * A value that is not there is NaN.
 */
public final class ServiceSeries {

  final String service;
  final Period before;
  final Period during;

  /** Of a service. */
  public ServiceSeries(String service, Period before, Period during) {
    this.service = service;
    this.before = before;
    this.during = during;
  }

  /** One of the two. */
  public static final class Period {

    final double[] requests;
    final double[] latency;
    final double[] failing;

    /**
     * Arrays as long as each other; they are not copied.
     *
     * @param requests how many
     * @param latency mean, in the unit of the other period
     * @param failing share of requests that failed, 0 to 1
     */
    public Period(double[] requests, double[] latency, double[] failing) {
      this.requests = requests;
      this.latency = latency;
      this.failing = failing;
    }
  }
}
