/** The embedded store: one DuckDB file, written in transactions. */
@NullMarked
package io.vedette.store.duckdb;

import org.jspecify.annotations.NullMarked;
