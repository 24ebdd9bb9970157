package io.vedette.jobs.launch;

/** Is told how far a replay is, several times a second, by the thread that called it. */
@FunctionalInterface
public interface ReplayListener {

  /**
   * How far it is.
   *
   * @param bytesRead of the files as they lie on disk; packed ones count packed
   * @param totalBytes of all files
   * @param points written so far
   */
  void progress(long bytesRead, long totalBytes, long points);
}
