package io.vedette.store;

/** Which store. */
public enum StoreType {
  /** DuckDB, within the process. */
  DUCKDB,
  /** A ClickHouse server. */
  CLICKHOUSE,
  /** None: results stay on their topics. */
  NONE
}
