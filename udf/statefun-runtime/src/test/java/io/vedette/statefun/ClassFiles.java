package io.vedette.statefun;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassReader;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.FieldVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.jspecify.annotations.Nullable;

/** What the classes of jars declare, by internal name ({@code org/apache/flink/...}). */
final class ClassFiles {

  /** A class as its file declares it: names with descriptors of its members. */
  record Declared(
      @Nullable String superclass,
      List<String> interfaces,
      Set<String> members,
      ClassReader reader) {}

  private final Map<String, Declared> classes = new HashMap<>();

  /** Adds every class of a jar; the first of a name counts. Returns the names. */
  Set<String> addJar(Path jar) throws IOException {
    Set<String> names = new TreeSet<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (name.endsWith(".class")
            && !name.startsWith("META-INF/")
            && !name.endsWith("module-info.class")) {
          String type = name.substring(0, name.length() - ".class".length());
          names.add(type);
          if (!classes.containsKey(type)) {
            try (InputStream bytes = file.getInputStream(entry)) {
              classes.put(type, read(bytes.readAllBytes()));
            }
          }
        }
      }
    }
    return names;
  }

  /** Reads the class anew. */
  ClassReader reader(String type) {
    Declared declared = find(type);
    if (declared == null) {
      throw new IllegalArgumentException("no class " + type);
    }
    return declared.reader();
  }

  boolean has(String type) {
    return find(type) != null;
  }

  /**
   * Whether a class, or one above it, declares a member; true also where one above it is not known,
   * which is reported of itself.
   *
   * @param member name and descriptor
   */
  boolean hasMember(String type, String member) {
    return hasMember(type, member, new HashSet<>());
  }

  private boolean hasMember(@Nullable String type, String member, Set<String> seen) {
    if (type == null || !seen.add(type)) {
      return false;
    }
    Declared declared = find(type);
    return declared == null
        || declared.members().contains(member)
        || hasMember(declared.superclass(), member, seen)
        || declared.interfaces().stream().anyMatch(above -> hasMember(above, member, seen));
  }

  private @Nullable Declared find(String type) {
    if (!classes.containsKey(type) && type.startsWith("java/")) {
      try (InputStream bytes = ClassLoader.getSystemResourceAsStream(type + ".class")) {
        if (bytes != null) {
          classes.put(type, read(bytes.readAllBytes()));
        }
      } catch (IOException unreadable) {
        throw new IllegalStateException(type, unreadable);
      }
    }
    return classes.get(type);
  }

  private static Declared read(byte[] bytes) {
    Set<String> members = new HashSet<>();
    ClassReader reader = new ClassReader(bytes);
    reader.accept(
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public @Nullable MethodVisitor visitMethod(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              String @Nullable [] exceptions) {
            members.add(name + descriptor);
            return null;
          }

          @Override
          public @Nullable FieldVisitor visitField(
              int access,
              String name,
              String descriptor,
              @Nullable String signature,
              @Nullable Object value) {
            members.add(name + ':' + descriptor);
            return null;
          }
        },
        ClassReader.SKIP_CODE | ClassReader.SKIP_DEBUG);
    return new Declared(reader.getSuperName(), List.of(reader.getInterfaces()), members, reader);
  }
}
