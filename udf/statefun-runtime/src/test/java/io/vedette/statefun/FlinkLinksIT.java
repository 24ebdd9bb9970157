package io.vedette.statefun;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.flink.shaded.asm9.org.objectweb.asm.ClassVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Handle;
import org.apache.flink.shaded.asm9.org.objectweb.asm.MethodVisitor;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Opcodes;
import org.apache.flink.shaded.asm9.org.objectweb.asm.Type;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every class, method and field of Flink that the shaded jar refers to is there in the Flink we
 * build with. StateFun was built for another Flink: a later one that drops something it calls fails
 * here and not in a running job.
 */
class FlinkLinksIT {

  private static final String FLINK = "org/apache/flink/";

  private static final ClassFiles CLASSES = new ClassFiles();
  private static Set<String> ofJar = Set.of();

  @BeforeAll
  static void readJars() throws IOException {
    ofJar = CLASSES.addJar(shadedJar());
    for (String element : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      if (element.endsWith(".jar") && !element.contains("statefun-")) {
        CLASSES.addJar(Path.of(element));
      }
    }
  }

  private static Path shadedJar() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("target"))) {
      return files
          .filter(
              file -> file.getFileName().toString().matches("vedette-statefun-runtime-.*\\.jar"))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no shaded jar in target: run verify, not test"));
    }
  }

  @Test
  void everyReferenceToFlinkResolves() {
    Set<String> missing = new TreeSet<>();
    for (String type : ofJar) {
      CLASSES.reader(type).accept(new References(type, missing), 0);
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void theClassThatFlinkNoLongerHasIsOurs() {
    assertThat(ofJar)
        .contains("io/vedette/statefun/compat/InstantiationUtil")
        .contains("org/apache/flink/statefun/flink/datastream/StatefulFunctionDataStreamBuilder")
        .noneMatch(type -> type.startsWith("com/google/protobuf/"))
        .noneMatch(type -> type.startsWith("okhttp3/") || type.startsWith("okio/"));
  }

  @Test
  void aCallOfWhatIsNotThereWouldBeFound() {
    assertThat(
            CLASSES.hasMember(
                FLINK + "util/InstantiationUtil", "serializeObject(Ljava/lang/Object;)[B"))
        .isTrue();
    assertThat(
            CLASSES.hasMember(
                FLINK + "util/InstantiationUtil",
                "deserializeObject([BLjava/lang/ClassLoader;Z)Ljava/lang/Object;"))
        .as("why there is one of ours")
        .isFalse();
  }

  /** Notes what a class of the jar refers to and Flink does not have. */
  private static final class References extends ClassVisitor {

    private final String from;
    private final Set<String> missing;

    References(String from, Set<String> missing) {
      super(Opcodes.ASM9);
      this.from = from;
      this.missing = missing;
    }

    @Override
    public void visit(
        int version,
        int access,
        String name,
        @Nullable String signature,
        @Nullable String superclass,
        String[] interfaces) {
      if (superclass != null) {
        require(superclass);
      }
      Arrays.stream(interfaces).forEach(this::require);
    }

    @Override
    public MethodVisitor visitMethod(
        int access,
        String method,
        String methodDescriptor,
        @Nullable String signature,
        String @Nullable [] exceptions) {
      for (Type argument : Type.getArgumentTypes(methodDescriptor)) {
        require(argument);
      }
      require(Type.getReturnType(methodDescriptor));
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int code, String owner, String name, String descriptor, boolean isInterface) {
          require(owner, name + descriptor);
        }

        @Override
        public void visitFieldInsn(int code, String owner, String name, String descriptor) {
          require(owner, name + ':' + descriptor);
        }

        @Override
        public void visitTypeInsn(int code, String type) {
          require(type);
        }

        @Override
        public void visitInvokeDynamicInsn(
            String name, String descriptor, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle && handle.getTag() >= Opcodes.H_INVOKEVIRTUAL) {
              require(handle.getOwner(), handle.getName() + handle.getDesc());
            }
          }
        }
      };
    }

    private void require(Type type) {
      Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
      if (element.getSort() == Type.OBJECT) {
        require(element.getInternalName());
      }
    }

    private void require(String type) {
      if (type.startsWith(FLINK) && !CLASSES.has(type)) {
        missing.add(type + " in " + from);
      }
    }

    private void require(String owner, String member) {
      require(owner);
      if (owner.startsWith(FLINK) && CLASSES.has(owner) && !CLASSES.hasMember(owner, member)) {
        missing.add(owner + '.' + member + " in " + from);
      }
    }
  }
}
