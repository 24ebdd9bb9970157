package io.vedette.jobs.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.testing.GeneratedPage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Surefire runs *Test, failsafe *IT; a test by another name would be skipped without a word. Tests
 * of an abstract class are run by what extends it.
 */
class TestNamesTest {

  private static final Pattern TEST =
      Pattern.compile("(?m)^\\s*@(Test|ParameterizedTest|Property|RepeatedTest|ArchTest)\\b");
  private static final Pattern ABSTRACT = Pattern.compile("(?m)^(public )?abstract class ");
  private static final Pattern RUN = Pattern.compile(".*(Test|IT)\\.java");

  @Test
  void everyClassWithTestsIsRun() throws IOException {
    List<Path> tests = files().filter(TestNamesTest::hasTests).toList();
    assertThat(tests).as("the search finds tests").hasSizeGreaterThan(10);
    assertThat(tests)
        .as("call it *Test, or *IT when it starts servers or clusters")
        .allSatisfy(test -> assertThat(test.toString()).matches(RUN));
  }

  private static Stream<Path> files() throws IOException {
    Path root = GeneratedPage.root();
    try (Stream<Path> all = Files.walk(root)) {
      return all
          .filter(file -> file.toString().contains("/src/test/java/"))
          .filter(file -> file.toString().endsWith(".java"))
          .toList()
          .stream();
    }
  }

  private static boolean hasTests(Path file) {
    try {
      String source = Files.readString(file);
      return TEST.matcher(source).find() && !ABSTRACT.matcher(source).find();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read " + file, unreadable);
    }
  }
}
