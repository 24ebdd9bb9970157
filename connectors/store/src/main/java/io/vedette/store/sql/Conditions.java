package io.vedette.store.sql;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Conditions joined by AND; those without a value narrow nothing. */
final class Conditions {

  private final Sql sql = new Sql();

  private Sql next() {
    return sql.add(sql.isEmpty() ? "" : " AND ");
  }

  Conditions equal(String column, @Nullable String value) {
    if (value != null) {
      next().add(column + " = ").value(value);
    }
    return this;
  }

  Conditions equal(String column, long value) {
    next().add(column + " = ").value(value);
    return this;
  }

  Conditions from(String column, @Nullable Long value) {
    if (value != null) {
      next().add(column + " >= ").value(value);
    }
    return this;
  }

  Conditions before(String column, @Nullable Long value) {
    if (value != null) {
      next().add(column + " < ").value(value);
    }
    return this;
  }

  Conditions in(String column, Collection<? extends Enum<?>> words) {
    return words.isEmpty()
        ? this
        : inTexts(column, words.stream().<String>map(Enum::name).toList());
  }

  Conditions inTexts(String column, Collection<String> texts) {
    next().add(column + " IN (").values(texts).add(")");
    return this;
  }

  /** In any case; the column is in lower case. */
  Conditions holds(SqlEngine engine, String column, @Nullable String text) {
    return text == null || text.isEmpty()
        ? this
        : holdsExactly(engine, column, text.toLowerCase(Locale.ROOT));
  }

  Conditions holdsExactly(SqlEngine engine, String column, String text) {
    next().add(engine.find() + "(" + column + ", ").value(text).add(") > 0");
    return this;
  }

  Conditions and(Sql condition) {
    if (!condition.isEmpty()) {
      next().add(condition);
    }
    return this;
  }

  Sql sql() {
    return sql;
  }

  /** With WHERE before it, if there is any. */
  Sql where() {
    return sql.isEmpty() ? sql : Sql.of(" WHERE ").add(sql);
  }
}
