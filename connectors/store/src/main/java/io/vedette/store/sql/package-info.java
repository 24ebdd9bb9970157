/**
 * SQL that both stores share: tables, queries, and what differs between the dialects. Values never
 * become part of the SQL text here; an engine binds or escapes them.
 */
@NullMarked
package io.vedette.store.sql;

import org.jspecify.annotations.NullMarked;
