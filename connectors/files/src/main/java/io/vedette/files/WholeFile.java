package io.vedette.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * A file that is there whole or not at all. It grows under its name with {@value #SUFFIX} behind
 * and gets its name at the end; one that was there before is removed at the start, so that it
 * cannot be taken for this one.
 */
final class WholeFile implements AutoCloseable {

  /** Behind the name of a file that is not whole. */
  static final String SUFFIX = ".partial";

  private static final int BUFFER = 1 << 16;

  private final Path path;
  private final Path partial;
  private final Path behind;
  private final OutputStream out;
  private @Nullable OutputStream outBehind;

  /** Begins a file; its folder is made when it is not there. */
  WholeFile(Path path) throws IOException {
    this.path = path;
    this.partial = path.resolveSibling(path.getFileName() + SUFFIX);
    this.behind = path.resolveSibling(path.getFileName() + ".behind" + SUFFIX);
    Path folder = path.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.deleteIfExists(path);
    Files.deleteIfExists(behind);
    this.out = new BufferedOutputStream(Files.newOutputStream(partial), BUFFER);
  }

  /** To write to. */
  OutputStream out() {
    return out;
  }

  /** To write what stands behind all that is written to {@link #out()}. */
  OutputStream outBehind() throws IOException {
    if (outBehind == null) {
      outBehind = new BufferedOutputStream(Files.newOutputStream(behind), BUFFER);
    }
    return outBehind;
  }

  /** Hands what was written to the operating system. */
  void flush() throws IOException {
    out.flush();
    if (outBehind != null) {
      outBehind.flush();
    }
  }

  /** Everything is written: gives the file its name. */
  void complete() throws IOException {
    if (outBehind != null) {
      outBehind.close();
      Files.copy(behind, out);
      Files.delete(behind);
      outBehind = null;
    }
    out.close();
    try {
      Files.move(partial, path, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException otherFileSystem) {
      Files.move(partial, path);
    }
  }

  /** Leaves what is not whole under its other name, for whoever looks for the cause. */
  @Override
  public void close() throws IOException {
    if (outBehind != null) {
      outBehind.close();
    }
    out.close();
  }
}
