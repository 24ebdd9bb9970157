package io.vedette.cli.up;

import java.net.URI;
import java.nio.file.Path;

/** Where Flink says a savepoint is, for people. */
final class Savepoints {

  private Savepoints() {}

  /** Relative to the data folder where it lies in there; as Flink wrote it otherwise. */
  static String readable(String location, Path root) {
    URI uri = URI.create(location);
    if (!"file".equals(uri.getScheme())) {
      return location;
    }
    Path path = Path.of(uri.getPath()).normalize();
    return path.startsWith(root) ? root.relativize(path).toString() : path.toString();
  }
}
