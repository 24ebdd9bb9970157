/**
 * The store on a ClickHouse server, over its HTTP interface with RowBinary both ways; SQL of 18.16
 * and later.
 */
@NullMarked
package io.vedette.store.clickhouse;

import org.jspecify.annotations.NullMarked;
