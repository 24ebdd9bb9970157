package io.vedette.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** Makes DuckDB declare a database invalid that this process has open, as a broken disk does. */
public final class InvalidDuckDb {

  private InvalidDuckDb() {}

  /**
   * Lets a checkpoint fail.
   *
   * @param memory as it was opened with, bytes
   * @param threads likewise
   */
  public static void invalidate(Path file, long memory, int threads) throws SQLException {
    Properties same = new Properties();
    same.setProperty("memory_limit", (memory >> 10) + "KiB");
    same.setProperty("threads", Integer.toString(threads));
    same.setProperty("preserve_insertion_order", "false");
    same.setProperty("enable_external_access", "false");
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file, same);
        Statement statement = connection.createStatement()) {
      statement.execute("SET debug_checkpoint_abort = 'before_header'");
      statement.execute("CREATE OR REPLACE TABLE of_the_test (n INTEGER)");
      assertThatThrownBy(() -> statement.execute("CHECKPOINT")).hasMessageContaining("FATAL");
    }
  }
}
