package io.vedette.cli.up;

import io.vedette.cli.Problem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The folder where one {@code ./vedette up} keeps everything, held exclusively until closed.
 *
 * <pre>
 *   data/kafka         the broker's logs, broker.pid
 *   data/checkpoints   of the streaming job, one folder a run
 *   data/savepoints    of clean stops
 *   data/discarded-T   checkpoints and savepoints before the last --ignore-state
 *   data/logs          vedette.log
 *   data/tmp           Flink's scratch space, emptied at start
 *   data/.lock         held while a process runs; the operating system frees it however that ends
 * </pre>
 */
final class DataFolder implements AutoCloseable {

  private static final String LOCK = ".lock";

  private final Path root;
  private final FileChannel lockFile;

  private DataFolder(Path root, FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Makes the folder when it is missing, and locks it.
   *
   * @throws Problem when it cannot be used, saying why
   */
  static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      Files.createDirectories(root);
    } catch (FileAlreadyExistsException aFile) {
      throw new Problem("data folder " + root + ": there is a file of that name", aFile);
    } catch (IOException denied) {
      throw new Problem("data folder " + root + " cannot be made: " + reason(denied), denied);
    }
    FileChannel lockFile = null;
    try {
      lockFile =
          FileChannel.open(
              root.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      if (tryLock(lockFile) == null) {
        String holder = Files.readString(root.resolve(LOCK)).strip();
        lockFile.close();
        throw new Problem(
            "data folder "
                + root
                + " is in use by another ./vedette up"
                + (holder.isEmpty() ? "" : " (process " + holder + ")")
                + "; stop that one, or choose another folder with --data");
      }
      DataFolder data = new DataFolder(root, lockFile);
      data.writeHolder();
      data.makeFolders();
      return data;
    } catch (IOException denied) {
      closeQuietly(lockFile, denied);
      throw new Problem("data folder " + root + " is not writable: " + reason(denied), denied);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static void closeQuietly(@Nullable FileChannel file, IOException reason) {
    try {
      if (file != null) {
        file.close();
      }
    } catch (IOException again) {
      reason.addSuppressed(again);
    }
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return failure.getClass().getSimpleName().replace("Exception", "")
        + (message == null ? "" : " (" + message + ")");
  }

  private void writeHolder() throws IOException {
    lockFile.truncate(0);
    lockFile.write(
        ByteBuffer.wrap(
            Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8)),
        0);
  }

  private void makeFolders() throws IOException {
    Folders.delete(temporary());
    for (Path folder :
        new Path[] {kafka(), store(), checkpoints(), savepoints(), logs(), temporary()}) {
      Files.createDirectories(folder);
    }
  }

  Path root() {
    return root;
  }

  Path kafka() {
    return root.resolve("kafka");
  }

  Path store() {
    return root.resolve("store");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  Path savepoints() {
    return root.resolve("savepoints");
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path temporary() {
    return root.resolve("tmp");
  }

  /** Lets the next one have it. */
  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
