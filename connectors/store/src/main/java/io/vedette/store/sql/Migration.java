package io.vedette.store.sql;

import io.vedette.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One step of the schema: a numbered file of statements, each ended by ';' at the end of a line.
 * One that was released is never changed; what follows gets the next number.
 *
 * @param number from 1, without a gap
 * @param name of the file
 * @param statements in order
 */
public record Migration(int number, String name, List<String> statements) {

  /**
   * Those of a store that are not applied yet.
   *
   * @param folder its folder beside this class's package: duckdb or clickhouse
   * @param applied number of the last one applied, 0 for none
   * @throws StoreException when the store was made by a later release
   */
  public static List<Migration> after(int applied, String folder, List<String> names) {
    if (applied > names.size()) {
      throw new StoreException(
          "the store has schema "
              + applied
              + ", this release knows "
              + names.size()
              + ": it was written by a later release");
    }
    return IntStream.range(applied, names.size())
        .mapToObj(index -> read(index + 1, folder, names.get(index)))
        .toList();
  }

  private static Migration read(int number, String folder, String name) {
    String path = "/io/vedette/store/" + folder + "/" + name;
    try (InputStream file = Migration.class.getResourceAsStream(path)) {
      if (file == null) {
        throw new StoreException("migration " + path + " is missing from the program");
      }
      String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
      return new Migration(
          number,
          name,
          Arrays.stream(text.replaceAll("(?m)^--.*$", "").split(";\\s*(?:\n|$)", -1))
              .map(String::strip)
              .filter(statement -> !statement.isEmpty())
              .toList());
    } catch (IOException unreadable) {
      throw new StoreException("migration " + path + " cannot be read", unreadable);
    }
  }
}
