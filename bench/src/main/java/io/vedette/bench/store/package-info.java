/** How fast the store takes scored points and lists incidents, on DuckDB and on ClickHouse. */
@NullMarked
package io.vedette.bench.store;

import org.jspecify.annotations.NullMarked;
