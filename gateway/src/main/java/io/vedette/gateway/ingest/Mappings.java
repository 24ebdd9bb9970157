package io.vedette.gateway.ingest;

import io.vedette.formats.mapping.BuiltInMappings;
import io.vedette.formats.mapping.Mapping;
import io.vedette.formats.mapping.MappingException;
import io.vedette.formats.mapping.MappingKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The mappings a gateway knows: those that come with Vedette and those of files. One of a file
 * takes the place of the one of its name that comes with Vedette.
 */
public final class Mappings {

  private final Map<String, Mapping> byName;

  private Mappings(Map<String, Mapping> byName) {
    this.byName = byName;
  }

  /**
   * Reads the files.
   *
   * @throws IllegalArgumentException naming the file that cannot be read or is no mapping, and why
   */
  public static Mappings read(List<Path> files) {
    Map<String, Mapping> byName = new LinkedHashMap<>();
    BuiltInMappings.all().forEach(mapping -> byName.put(mapping.name(), mapping));
    Map<String, Path> read = new LinkedHashMap<>();
    for (Path file : files) {
      Mapping mapping = read(file);
      Path other = read.put(mapping.name(), file);
      if (other != null) {
        throw new IllegalArgumentException(
            file + ": there is a mapping called " + mapping.name() + " in " + other);
      }
      byName.put(mapping.name(), mapping);
    }
    return new Mappings(byName);
  }

  private static Mapping read(Path file) {
    try {
      if (Files.size(file) > Mapping.LONGEST) {
        throw new IllegalArgumentException(
            file + ": is longer than " + Mapping.LONGEST + " bytes, so no mapping");
      }
      return Mapping.parse(Files.readString(file));
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(file + ": cannot be read: " + unreadable, unreadable);
    } catch (MappingException wrong) {
      throw new IllegalArgumentException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /** The one of a name, which there is. */
  Mapping named(String name) {
    Mapping mapping = byName.get(name);
    if (mapping == null) {
      throw new IllegalArgumentException("there is no mapping " + name);
    }
    return mapping;
  }

  /** Those that make something. */
  List<Mapping> of(MappingKind kind) {
    return new ArrayList<>(byName.values()).stream().filter(m -> m.kind() == kind).toList();
  }
}
