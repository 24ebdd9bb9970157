package io.vedette.bench.quality.data;

import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the labelled data lies: the folder named by the environment variable {@code VEDETTE_DATA},
 * by default {@code shared/data} beside the project's own folder.
 */
public final class DataFolder {

  /** Environment variable that names the folder. */
  public static final String VARIABLE = "VEDETTE_DATA";

  private DataFolder() {}

  /**
   * The folder of one data set.
   *
   * @param project folder of the project
   * @param dataSet path of the data set in the folder, such as {@code metric/nab}
   * @throws MissingDataException when it is not there; the message says what to do
   */
  public static Path of(Path project, String dataSet) {
    return of(System.getenv(VARIABLE), project, dataSet);
  }

  static Path of(@Nullable String configured, Path project, String dataSet) {
    Path root = configured == null ? project.resolve("../shared/data") : Path.of(configured);
    Path folder = root.resolve(dataSet).normalize();
    if (!Files.isDirectory(folder)) {
      throw new MissingDataException(
          folder.toAbsolutePath().normalize()
              + " is not there: set "
              + VARIABLE
              + " to the folder that holds "
              + dataSet);
    }
    return folder;
  }

  /** A data set that is not on this machine. */
  public static final class MissingDataException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    MissingDataException(String message) {
      super(message);
    }
  }
}
