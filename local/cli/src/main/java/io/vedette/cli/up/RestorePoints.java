package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where the streaming job goes on from: the newest whole one of all checkpoints and savepoints.
 *
 * <pre>
 *   checkpoints/&lt;run&gt;/chk-N/_metadata     kept while running and when killed; gone after a clean stop
 *   savepoints/savepoint-X/_metadata    written by a clean stop
 * </pre>
 *
 * <p>A folder without {@code _metadata} was never completed and does not count.
 */
final class RestorePoints {

  private final Path checkpoints;
  private final Path savepoints;
  private final Consumer<String> warnings;

  /**
   * Nothing is read yet.
   *
   * @param warnings told of every point that cannot be read
   */
  RestorePoints(Path checkpoints, Path savepoints, Consumer<String> warnings) {
    this.checkpoints = checkpoints;
    this.savepoints = savepoints;
    this.warnings = warnings;
  }

  /**
   * The newest whole point; empty when the job never ran here.
   *
   * @throws Problem when there are points and none of them is whole: starting anew would forget all
   *     that was learned, which nobody asked for
   */
  Optional<RestorePoint> newest() {
    List<Path> folders = completed();
    List<RestorePoint> whole = readAll(folders);
    if (whole.isEmpty() && !folders.isEmpty()) {
      throw new Problem(
          "none of the "
              + folders.size()
              + " checkpoints and savepoints under "
              + checkpoints.getParent()
              + " can be read, so the job cannot go on where it was; --ignore-state starts it"
              + " without what it has learned, reading on from the offsets it committed last");
    }
    return whole.isEmpty() ? Optional.empty() : Optional.of(whole.get(whole.size() - 1));
  }

  /**
   * Deletes points of earlier runs but the newest {@code keep}, whole runs at a time: what one run
   * keeps may share files.
   *
   * @param keep at least 1
   * @param currentRun name of the running job's folder, which is left to Flink
   */
  void prune(int keep, String currentRun) {
    List<RestorePoint> whole = readAll(completed());
    Set<Path> kept = new LinkedHashSet<>();
    int found = 0;
    for (int i = whole.size() - 1; i >= 0 && found < keep; i--) {
      Path unit = unitOf(whole.get(i).folder());
      if (!unit.equals(checkpoints.resolve(currentRun)) && kept.add(unit)) {
        found++;
      }
    }
    kept.add(checkpoints.resolve(currentRun));
    for (Path folder : children(checkpoints)) {
      deleteUnless(kept, folder);
    }
    for (Path folder : children(savepoints)) {
      deleteUnless(kept, folder);
    }
  }

  private void deleteUnless(Set<Path> kept, Path folder) {
    if (kept.contains(folder)) {
      return;
    }
    try {
      Folders.delete(folder);
    } catch (IOException denied) {
      warnings.accept("cannot delete the old " + folder + ": " + denied.getMessage());
    }
  }

  /** What is deleted as one: a savepoint, or all checkpoints of a run. */
  private Path unitOf(Path folder) {
    return folder.startsWith(checkpoints)
        ? checkpoints.resolve(checkpoints.relativize(folder).getName(0))
        : folder;
  }

  private List<RestorePoint> readAll(List<Path> folders) {
    List<RestorePoint> whole = new ArrayList<>();
    for (Path folder : folders) {
      try {
        whole.add(RestorePoint.read(folder));
      } catch (IOException broken) {
        warnings.accept(folder + " cannot be restored from: " + broken.getMessage());
      }
    }
    whole.sort(RestorePoint.BY_AGE);
    return whole;
  }

  private List<Path> completed() {
    List<Path> folders = new ArrayList<>();
    for (Path run : children(checkpoints)) {
      folders.addAll(children(run));
    }
    folders.addAll(children(savepoints));
    folders.removeIf(folder -> !Files.exists(folder.resolve(RestorePoint.METADATA)));
    return folders;
  }

  private static List<Path> children(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot list " + folder, unreadable);
    }
  }
}
