package io.vedette.jobs.launch;

/** Is told how far a training run is, several times a second, by the thread that called it. */
@FunctionalInterface
public interface TrainingListener {

  /**
   * How far it is.
   *
   * @param bytesRead of files of metrics; 0 where history comes from elsewhere
   * @param totalBytes of all of them
   * @param samples read
   * @param series trained, those of an earlier run of the same name included
   */
  void progress(long bytesRead, long totalBytes, long samples, long series);
}
