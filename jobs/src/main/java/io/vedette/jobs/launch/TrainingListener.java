package io.vedette.jobs.launch;

/** Is told how far a training run is, several times a second, by the thread that called it. */
@FunctionalInterface
public interface TrainingListener {

  /**
   * How far it is.
   *
   * @param read share of the history read, 0 to 1; NaN where nobody knows how much there is
   * @param samples read
   * @param trained share of the series trained, 0 to 1; 0 while history is read, NaN later where
   *     nobody knows
   * @param series trained, those of an earlier run of the same name included
   */
  void progress(double read, long samples, double trained, long series);
}
