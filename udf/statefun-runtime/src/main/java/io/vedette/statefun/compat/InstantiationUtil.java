package io.vedette.statefun.compat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;

/**
 * The two methods StateFun 3.3.0 calls in Flink's class of this name, one of which left Flink with
 * 1.17. StateFun stores the providers of its functions by them in the job graph; nothing from
 * outside is read by them.
 */
public final class InstantiationUtil {

  private InstantiationUtil() {}

  /** Java serialization of an object. */
  public static byte[] serializeObject(Object object) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(object);
    }
    return bytes.toByteArray();
  }

  /**
   * An object from its Java serialization, its classes found by a loader.
   *
   * @param isFailureTolerant ignored: no class of another version is read
   */
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // as StateFun calls it
  public static <T> T deserializeObject(byte[] bytes, ClassLoader loader, boolean isFailureTolerant)
      throws IOException, ClassNotFoundException {
    try (ObjectInputStream in = new LoadedBy(loader, new ByteArrayInputStream(bytes))) {
      return (T) in.readObject();
    }
  }

  private static final class LoadedBy extends ObjectInputStream {

    private final ClassLoader loader;

    LoadedBy(ClassLoader loader, InputStream in) throws IOException {
      super(in);
      this.loader = loader;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description)
        throws IOException, ClassNotFoundException {
      try {
        return Class.forName(description.getName(), false, loader);
      } catch (ClassNotFoundException e) {
        return super.resolveClass(description); // primitive types
      }
    }
  }
}
