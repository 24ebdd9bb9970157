package io.vedette.algorithms.forecast;

/** The standard normal distribution. */
final class Normal {

  private Normal() {}

  /**
   * The value below which this share of the distribution lies: Acklam's rational approximation
   * (2003), relative error below 1.2e-9.
   *
   * @param share 0 to 1, both exclusive
   */
  static double quantile(double share) {
    double tail = Math.min(share, 1 - share);
    double result;
    if (tail < 0.02425) {
      double q = Math.sqrt(-2 * Math.log(tail));
      result =
          (((((-7.784894002430293e-03 * q - 3.223964580411365e-01) * q - 2.400758277161838e+00) * q
                                  - 2.549732539343734e+00)
                              * q
                          + 4.374664141464968e+00)
                      * q
                  + 2.938163982698783e+00)
              / ((((7.784695709041462e-03 * q + 3.224671290700398e-01) * q + 2.445134137142996e+00)
                              * q
                          + 3.754408661907416e+00)
                      * q
                  + 1);
    } else {
      double q = tail - 0.5;
      double r = q * q;
      result =
          (((((-3.969683028665376e+01 * r + 2.209460984245205e+02) * r - 2.759285104469687e+02) * r
                                  + 1.383577518672690e+02)
                              * r
                          - 3.066479806614716e+01)
                      * r
                  + 2.506628277459239e+00)
              * q
              / (((((-5.447609879822406e+01 * r + 1.615858368580409e+02) * r
                                          - 1.556989798598866e+02)
                                      * r
                                  + 6.680131188771972e+01)
                              * r
                          - 1.328068155288572e+01)
                      * r
                  + 1);
    }
    return share > 0.5 ? -result : result;
  }
}
