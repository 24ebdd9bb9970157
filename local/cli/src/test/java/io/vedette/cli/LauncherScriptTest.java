package io.vedette.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherScriptTest {

  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
  private static final Path SCRIPT = ROOT.resolve("vedette");
  private static final Pattern OPENED =
      Pattern.compile("--add-(?:opens|exports)=[\\w./]+=ALL-UNNAMED");

  @TempDir Path folder;

  @Test
  void bothScriptsAreWellFormed() throws Exception {
    for (Path script : List.of(SCRIPT, ROOT.resolve(".ci/run"))) {
      assertThat(run(Map.of(), "/bin/bash", "-n", script.toString()).code()).isZero();
      assertThat(Files.isExecutable(script)).isTrue();
    }
  }

  @Test
  void theScriptThePomAndTheClusterOpenTheSamePackages() throws Exception {
    Set<String> inPom = opened(ROOT.resolve("pom.xml"));
    assertThat(inPom).isNotEmpty();
    assertThat(opened(SCRIPT)).isEqualTo(inPom);
    assertThat(opened(ROOT.resolve("flink-conf/config.yaml"))).isEqualTo(inPom);
  }

  @Test
  void aMissingJavaIsSaidWithWhatToDo() throws Exception {
    Path tools = toolsWithoutJava();
    Result result =
        run(Map.of("PATH", tools.toString(), "JAVA_HOME", ""), SCRIPT.toString(), "help");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("Java 17 or later is needed", "openjdk-17-jdk");
  }

  @Test
  void aJavaHomeWithoutJavaIsNamed() throws Exception {
    Result result = run(Map.of("JAVA_HOME", folder.toString()), SCRIPT.toString(), "help");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("JAVA_HOME is " + folder);
  }

  @Test
  void anOldJavaIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("bin"));
    Path java = folder.resolve("bin/java");
    Files.writeString(java, "#!/bin/sh\necho 'openjdk version \"11.0.2\"' >&2\n");
    assertThat(java.toFile().setExecutable(true)).isTrue();
    Result result = run(Map.of("JAVA_HOME", folder.toString()), SCRIPT.toString(), "help");
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("Java 17 or later is needed", "11");
  }

  private Path toolsWithoutJava() throws IOException {
    Path tools = Files.createDirectories(folder.resolve("tools"));
    for (String tool : List.of("bash", "dirname", "readlink", "env", "sed", "head", "find", "id")) {
      for (String where : List.of("/bin", "/usr/bin")) {
        Path found = Path.of(where, tool);
        if (Files.exists(found) && !Files.exists(tools.resolve(tool))) {
          Files.createSymbolicLink(tools.resolve(tool), found);
        }
      }
    }
    return tools;
  }

  private static Set<String> opened(Path file) throws IOException {
    Set<String> found = new TreeSet<>();
    Matcher matcher = OPENED.matcher(Files.readString(file));
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }

  private record Result(int code, String output) {}

  private static Result run(Map<String, String> environment, String... command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Result(process.waitFor(), output);
  }
}
