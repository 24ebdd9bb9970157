package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The judge is {@code src/test/python/golden_templates.py}: regular expressions throughout. */
class TemplateGoldenTest {

  @Test
  void agreesWithPython() throws IOException {
    List<String> golden = Files.readAllLines(Path.of("src/test/resources/golden/templates.tsv"));
    MinerOfTests miner = MinerOfTests.withDefaults();

    List<Template> found = miner.mine(golden.stream().map(row -> row.split("\t", 3)[2]).toList());

    assertThat(found)
        .extracting(template -> template.born() + "\t" + template.text())
        .isEqualTo(golden.stream().map(row -> row.substring(0, row.lastIndexOf('\t'))).toList());
  }
}
