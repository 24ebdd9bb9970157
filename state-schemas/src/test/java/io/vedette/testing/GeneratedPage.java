package io.vedette.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A page in docs/ that is made from the code. The test of its module fails when the page differs
 * from what the code says; run with {@code -Dvedette.docs.write=true} to write it anew.
 */
public final class GeneratedPage {

  private GeneratedPage() {}

  /**
   * Checks, or writes, a page.
   *
   * @param name file in docs/
   */
  public static void check(String name, String content) throws IOException {
    Path page = root().resolve("docs").resolve(name);
    if (Boolean.getBoolean("vedette.docs.write")) {
      Files.writeString(page, content);
    }
    assertThat(page)
        .as("run the tests with -Dvedette.docs.write=true to write %s anew", page)
        .content()
        .isEqualTo(content);
  }

  /** The folder of the repository, from wherever in it the tests run. */
  public static Path root() {
    for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
      if (Files.exists(folder.resolve("state-schemas/pom.xml"))) {
        return folder;
      }
    }
    throw new IllegalStateException("not within the repository: " + Path.of("").toAbsolutePath());
  }
}
