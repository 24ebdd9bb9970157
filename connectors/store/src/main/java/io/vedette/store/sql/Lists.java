package io.vedette.store.sql;

import static io.vedette.store.sql.ColumnType.LONG;
import static io.vedette.store.sql.ColumnType.TEXT;

import io.vedette.store.Page;
import io.vedette.store.PageRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Lists by page. A page costs one look through the narrow columns of what the conditions leave, and
 * one for the records of the page alone; a later page costs no more than the first.
 */
final class Lists {

  private final SqlEngine engine;

  /**
   * A list.
   *
   * @param table with columns id and payload
   * @param sort column of whole numbers it is ordered by; of equals the id decides
   * @param descending largest first
   * @param columns that {@code changing} and {@code sort} may need beside the keys
   * @param unchanging conditions on what is the same in all rows of one name
   * @param changing conditions on the row that counts
   */
  record Listing(
      Table table,
      String sort,
      boolean descending,
      List<String> columns,
      Sql unchanging,
      Sql changing) {

    /** A column less is a column less to read and to group. */
    List<String> needed() {
      String conditions = changing.text(value -> "");
      return columns.stream()
          .filter(column -> column.equals(sort) || conditions.contains(column))
          .toList();
    }

    String order() {
      return table.sqlName() + " " + sort + (descending ? " desc" : " asc");
    }
  }

  private record Entry(String id, long value) {}

  Lists(SqlEngine engine) {
    this.engine = engine;
  }

  Page<String> payloads(Listing listing, PageRequest page) {
    List<Entry> entries = entries(listing, page);
    if (entries.isEmpty()) {
      return new Page<>(List.of(), null);
    }
    boolean more = entries.size() > page.limit();
    List<Entry> shown = more ? entries.subList(0, page.limit()) : entries;
    Entry last = shown.get(shown.size() - 1);
    Map<String, String> payloads = payloadsOf(listing, shown);
    List<String> found = new ArrayList<>(shown.size());
    for (Entry entry : shown) {
      String payload = payloads.get(entry.id());
      if (payload != null) { // dropped between the two looks
        found.add(payload);
      }
    }
    return new Page<>(
        found, more ? new Cursor(listing.order(), last.value(), last.id()).text() : null);
  }

  private List<Entry> entries(Listing listing, PageRequest page) {
    Cursor after = Cursor.read(page.cursor(), listing.order());
    String direction = listing.descending() ? " DESC" : " ASC";
    Sql sql =
        Sql.of("SELECT id, " + listing.sort() + " FROM ")
            .add(engine.latest(listing.table(), listing.needed(), listing.unchanging()))
            .add(" AS l")
            .add(new Conditions().and(listing.changing()).and(beyond(listing, after)).where())
            .add(" ORDER BY " + listing.sort() + direction + ", id" + direction + " LIMIT ")
            .value(page.limit() + 1L);
    return engine.query(sql, List.of(TEXT, LONG), row -> new Entry(row.text(0), row.number(1)));
  }

  private static Sql beyond(Listing listing, @Nullable Cursor after) {
    if (after == null) {
      return new Sql();
    }
    String beyond = listing.descending() ? " < " : " > ";
    return Sql.of("(" + listing.sort() + beyond)
        .value(after.value())
        .add(" OR (" + listing.sort() + " = ")
        .value(after.value())
        .add(" AND id" + beyond)
        .value(after.id())
        .add("))");
  }

  private Map<String, String> payloadsOf(Listing listing, List<Entry> entries) {
    Conditions conditions =
        new Conditions().inTexts("id", entries.stream().map(Entry::id).toList());
    if (listing.table().keyNames().contains(listing.sort())) {
      // rows lie in the order of the keys
      conditions
          .from(listing.sort(), entries.stream().mapToLong(Entry::value).min().orElseThrow())
          .before(listing.sort(), entries.stream().mapToLong(Entry::value).max().orElseThrow() + 1);
    }
    Sql sql =
        Sql.of("SELECT id, argMax(payload, version) FROM " + listing.table().sqlName())
            .add(conditions.where())
            .add(" GROUP BY id");
    Map<String, String> payloads = new HashMap<>();
    engine
        .query(sql, List.of(TEXT, TEXT), row -> Map.entry(row.text(0), row.text(1)))
        .forEach(found -> payloads.put(found.getKey(), found.getValue()));
    return payloads;
  }
}
