package io.vedette.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A page of the documentation that is generated from code. A test calls {@link #drift} with what
 * the page must say; {@code mvn ... -Dvedette.docs.write=true} writes it.
 *
 * <pre>{@code
 * assertThat(GeneratedPage.of("docs/topics.md").drift(expected)).isEmpty();
 * }</pre>
 */
public final class GeneratedPage {

  /** System property; {@code true} writes pages instead of comparing them. */
  public static final String WRITE = "vedette.docs.write";

  private final Path file;

  private GeneratedPage(Path file) {
    this.file = file;
  }

  /**
   * The page at a path from the root of the repository.
   *
   * @throws IllegalStateException when the working directory is not inside the repository
   */
  public static GeneratedPage of(String path) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.isDirectory(folder.resolve(".mvn"))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw new IllegalStateException(
          "no folder above " + Path.of("").toAbsolutePath() + " has .mvn");
    }
    return new GeneratedPage(folder.resolve(path));
  }

  /** What is wrong with the page and how to mend it, or nothing. */
  public Optional<String> drift(String expected) {
    try {
      if (Boolean.getBoolean(WRITE)) {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, expected);
        return Optional.empty();
      }
      String found = Files.exists(file) ? Files.readString(file) : "";
      return found.equals(expected)
          ? Optional.empty()
          : Optional.of(
              file + " is not what the code says; run this test with -D" + WRITE + "=true");
    } catch (IOException failed) {
      throw new UncheckedIOException("cannot read or write " + file, failed);
    }
  }
}
