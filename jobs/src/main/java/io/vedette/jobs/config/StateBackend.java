package io.vedette.jobs.config;

/** Where keyed state lives. */
public enum StateBackend {
  /** On the heap: the fastest, as long as all series fit into memory. */
  HASHMAP,
  /** In RocksDB on local disk, with incremental checkpoints: for more series than memory holds. */
  ROCKSDB
}
