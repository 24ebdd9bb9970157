package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Checkpoints and savepoints that a job started anew must never be restored from again: it counts
 * its checkpoints from 1, so theirs would be taken for the newer ones at the next start.
 *
 * <pre>
 *   data/discarded-20260101T120000Z/checkpoints, savepoints     the last ones only
 * </pre>
 *
 * <p>A checkpoint names its files by full path: to go on from one, its folders must be moved back.
 */
final class DiscardedState {

  private static final String PREFIX = "discarded-";
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  private DiscardedState() {}

  /**
   * Moves all checkpoints and savepoints aside and deletes what was moved aside before.
   *
   * @param warnings told of older folders that cannot be deleted
   * @return where they are now; empty when there were none
   * @throws Problem when they cannot be moved
   */
  static Optional<Path> setAside(DataFolder data, Instant now, Consumer<String> warnings) {
    try {
      if (isEmpty(data.checkpoints()) && isEmpty(data.savepoints())) {
        return Optional.empty();
      }
      Path aside = data.root().resolve(PREFIX + TIME.format(now));
      Files.createDirectory(aside);
      for (Path folder : new Path[] {data.checkpoints(), data.savepoints()}) {
        Files.move(folder, aside.resolve(folder.getFileName()));
        Files.createDirectory(folder);
      }
      deleteAllBut(aside, warnings);
      return Optional.of(aside);
    } catch (IOException denied) {
      throw new Problem(
          "cannot move the earlier checkpoints and savepoints in " + data.root() + ": " + denied,
          denied);
    }
  }

  private static void deleteAllBut(Path newest, Consumer<String> warnings) throws IOException {
    try (Stream<Path> folders = Files.list(newest.getParent())) {
      for (Path folder : folders.filter(DiscardedState::isOne).toList()) {
        if (!folder.equals(newest)) {
          try {
            Folders.delete(folder);
          } catch (IOException denied) {
            warnings.accept("cannot delete the old " + folder + ": " + denied.getMessage());
          }
        }
      }
    }
  }

  private static boolean isOne(Path path) {
    return path.getFileName().toString().startsWith(PREFIX) && Files.isDirectory(path);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.findAny().isEmpty();
    }
  }
}
