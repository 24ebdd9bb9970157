package io.vedette.cli.cluster;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessSpec;
import org.apache.flink.runtime.clusterframework.TaskExecutorProcessUtils;
import org.apache.flink.runtime.jobmanager.JobManagerProcessSpec;
import org.apache.flink.runtime.jobmanager.JobManagerProcessUtils;
import org.apache.flink.runtime.util.config.memory.ProcessMemoryUtils;

/**
 * One JobManager or TaskManager as a process that outlives its parent, with memory divided as
 * Flink's own start scripts divide it.
 *
 * @param libraries folder with Flink's jars
 * @param configuration folder with config.yaml
 * @param overrides of that configuration, by key
 */
record FlinkProcess(Path libraries, Path configuration, Map<String, String> overrides) {

  private static final String JOB_MANAGER_MAIN =
      "org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint";
  private static final String TASK_MANAGER_MAIN =
      "org.apache.flink.runtime.taskexecutor.TaskManagerRunner";

  /** Starts a JobManager. */
  Process startJobManager(ClusterFolder folder, Configuration effective) throws IOException {
    JobManagerProcessSpec spec =
        JobManagerProcessUtils.processSpecFromConfigWithNewOptionToInterpretLegacyHeap(
            effective, JobManagerOptions.JVM_HEAP_MEMORY);
    return start(
        folder,
        ClusterFolder.JOB_MANAGER,
        JOB_MANAGER_MAIN,
        JobManagerProcessUtils.generateJvmParametersStr(spec, effective),
        JobManagerProcessUtils.generateDynamicConfigsStr(spec));
  }

  /** Starts a TaskManager. */
  Process startTaskManager(ClusterFolder folder, String name, Configuration effective)
      throws IOException {
    TaskExecutorProcessSpec spec = TaskExecutorProcessUtils.processSpecFromConfig(effective);
    return start(
        folder,
        name,
        TASK_MANAGER_MAIN,
        ProcessMemoryUtils.generateJvmParametersStr(spec),
        TaskExecutorProcessUtils.generateDynamicConfigsStr(spec));
  }

  private Process start(
      ClusterFolder folder, String name, String mainClass, String memory, String memoryConfig)
      throws IOException {
    File output = folder.logs().resolve(name + ".out").toFile();
    List<String> command = new ArrayList<>();
    // a Ctrl-C or a closed terminal is not for the cluster; `cluster down` is
    command.addAll(List.of("/bin/sh", "-c", "trap '' INT HUP; exec \"$0\" \"$@\""));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(words(memory));
    command.addAll(openedPackages());
    command.add(folder.marker());
    command.add("-Dlog.file=" + folder.logs().resolve(name + ".log"));
    command.add("-Dlog4j.configurationFile=" + configuration.resolve("log4j2.xml").toUri());
    command.add("-cp");
    command.add(libraries + File.separator + "*");
    command.add(mainClass);
    command.add("--configDir");
    command.add(configuration.toString());
    overrides.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(words(memoryConfig));
    return new ProcessBuilder(command)
        .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
        .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
        .redirectError(ProcessBuilder.Redirect.appendTo(output))
        .start();
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split(" ", -1)).filter(word -> !word.isBlank()).toList();
  }

  /** The packages of the JDK that were opened to this process are opened to the child as well. */
  private static List<String> openedPackages() {
    return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(flag -> flag.startsWith("--add-opens=") || flag.startsWith("--add-exports="))
        .toList();
  }
}
