package io.vedette.jobs.launch;

import io.vedette.settings.Settings;
import java.nio.file.Path;

/**
 * What to replay.
 *
 * @param metrics a file of metrics or a folder of them, see docs/replay.md
 * @param out folder for the results; made when it is not there, earlier results in it are replaced
 * @param settings of {@link ReplaySettings}, validated; those of Kafka and checkpoints have no
 *     meaning in a replay
 */
public record ReplayOptions(Path metrics, Path out, Settings settings) {}
