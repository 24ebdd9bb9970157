package io.vedette.cli.up;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.OperatorState;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.apache.flink.runtime.state.IncrementalRemoteKeyedStateHandle;
import org.apache.flink.runtime.state.KeyGroupsStateHandle;
import org.apache.flink.runtime.state.OperatorStreamStateHandle;
import org.apache.flink.runtime.state.StateObject;
import org.apache.flink.runtime.state.StreamStateHandle;
import org.apache.flink.runtime.state.filesystem.FileStateHandle;

/**
 * A completed checkpoint or savepoint that was found whole: its metadata can be read, and every
 * file it names is there in full length.
 *
 * @param folder holds {@code _metadata}
 * @param checkpointId rises from checkpoint to checkpoint, over restarts too, since a restored job
 *     counts on from the point it was restored from
 * @param written when its metadata was written
 */
record RestorePoint(Path folder, long checkpointId, FileTime written) {

  static final String METADATA = "_metadata";

  /** Latest last. Times decide only between two runs that were restored from the same point. */
  static final Comparator<RestorePoint> BY_AGE =
      Comparator.comparingLong(RestorePoint::checkpointId).thenComparing(RestorePoint::written);

  /**
   * Reads and checks one.
   *
   * @throws IOException when a part of it is missing or cannot be read
   */
  static RestorePoint read(Path folder) throws IOException {
    Path metadata = folder.resolve(METADATA);
    try (DataInputStream in = new DataInputStream(Files.newInputStream(metadata))) {
      CheckpointMetadata content =
          Checkpoints.loadCheckpointMetadata(
              in, RestorePoint.class.getClassLoader(), folder.toUri().toString());
      for (OperatorState operator : content.getOperatorStates()) {
        requireWhole(operator.getDiscardables());
      }
      return new RestorePoint(
          folder, content.getCheckpointId(), Files.getLastModifiedTime(metadata));
    } catch (RuntimeException damaged) {
      // damaged bytes make Flink's reader fail in many ways: negative lengths, unknown types
      throw new IOException("metadata is damaged: " + damaged, damaged);
    }
  }

  private static void requireWhole(List<StateObject> states) throws IOException {
    for (StateObject state : states) {
      if (state instanceof IncrementalRemoteKeyedStateHandle incremental) {
        for (StreamStateHandle part : incremental.streamSubHandles().toList()) {
          requireWhole(part);
        }
      } else if (state instanceof KeyGroupsStateHandle keyed) {
        requireWhole(keyed.getDelegateStateHandle());
      } else if (state instanceof OperatorStreamStateHandle operator) {
        requireWhole(operator.getDelegateStateHandle());
      } else if (state instanceof StreamStateHandle other) {
        requireWhole(other);
      }
    }
  }

  private static void requireWhole(StreamStateHandle state) throws IOException {
    if (state instanceof FileStateHandle inFile) {
      Path file = Path.of(inFile.getFilePath().toUri().getPath());
      long size = Files.size(file);
      if (size != inFile.getStateSize()) {
        throw new IOException(
            file + " has " + size + " bytes and should have " + inFile.getStateSize());
      }
    } else {
      try (FSDataInputStream opens = state.openInputStream()) {
        opens.getPos();
      }
    }
  }
}
