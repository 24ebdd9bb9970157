package io.vedette.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signatures of GitHub's webhooks: HMAC-SHA256 of the body as sent, with a secret both sides know,
 * as {@code sha256=} and 64 hexadecimal digits in the header {@value #HEADER}.
 *
 * <p>A file holds one secret a line, blank lines and lines from {@code #} aside; several, so that
 * one can be replaced without a gap. Every one is compared in constant time, whichever matches.
 *
 * <p>Source: docs.github.com, Validating webhook deliveries.
 */
public final class HubSignatures {

  /** Header with the signature. */
  public static final String HEADER = "X-Hub-Signature-256";

  /** Shortest secret. */
  public static final int MIN_LENGTH = 16;

  private static final String PREFIX = "sha256=";
  private static final int DIGITS = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final List<SecretKeySpec> secrets;

  private HubSignatures(List<SecretKeySpec> secrets) {
    this.secrets = secrets;
  }

  /**
   * By the secrets of a file.
   *
   * @throws IllegalArgumentException naming file, line and reason, never a secret
   */
  public static HubSignatures read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no file of secrets " + file);
    }
    List<SecretKeySpec> secrets = new ArrayList<>();
    List<String> lines = linesOf(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (!line.isEmpty() && line.charAt(0) != '#') {
        if (line.length() < MIN_LENGTH) {
          throw new IllegalArgumentException(
              file + ":" + (i + 1) + ": a secret must be of " + MIN_LENGTH + " characters or more");
        }
        secrets.add(new SecretKeySpec(line.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      }
    }
    if (secrets.isEmpty()) {
      throw new IllegalArgumentException("file of secrets " + file + " holds none");
    }
    return new HubSignatures(List.copyOf(secrets));
  }

  private static List<String> linesOf(Path file) {
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read file of secrets " + file, unreadable);
    }
  }

  /** Whether a header has the form of a signature, so that it is worth reading the body. */
  public static boolean isSignature(@Nullable String header) {
    return header != null
        && header.length() == PREFIX.length() + DIGITS
        && header.startsWith(PREFIX)
        && header.chars().skip(PREFIX.length()).allMatch(HexFormat::isHexDigit);
  }

  /** Whether the header is the signature of a body by one of the secrets. */
  public boolean isOf(@Nullable String header, byte[] body) {
    if (header == null || !isSignature(header)) {
      return false;
    }
    byte[] said = HexFormat.of().parseHex(header, PREFIX.length(), header.length());
    boolean matches = false;
    for (SecretKeySpec secret : secrets) {
      matches |= MessageDigest.isEqual(said, hmac(secret, body));
    }
    return matches;
  }

  private static byte[] hmac(SecretKeySpec secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(secret);
      return mac.doFinal(body);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException("no " + ALGORITHM + " in this JDK", everyJdkHasIt);
    }
  }
}
