package io.vedette.gateway.access;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Bearer tokens and the source each belongs to. Only digests are kept, and every one is compared in
 * constant time, whichever matches.
 *
 * <p>A file holds one {@code name token} or {@code name token role} a line, blank lines and lines
 * from {@code #} aside. A name may stand several times, so that a token can be replaced without a
 * gap. A token without a role sends telemetry, one with a role calls the API; admin does both.
 */
public final class Tokens {

  /** Shortest token. */
  public static final int MIN_LENGTH = 16;

  private static final Tokens NONE = new Tokens(List.of());

  private final List<Entry> entries;

  @SuppressWarnings("ArrayRecordComponent") // private, compared by MessageDigest.isEqual alone
  private record Entry(Holder holder, byte[] digest) {}

  /**
   * Whom a token belongs to.
   *
   * @param name its name
   * @param role in the API; null when it only sends telemetry
   */
  public record Holder(String name, @Nullable Role role) {

    /** Whether it may send telemetry. */
    public boolean maySend() {
      return role == null || role == Role.ADMIN;
    }
  }

  private Tokens(List<Entry> entries) {
    this.entries = entries;
  }

  /** No tokens: nobody is asked for one. */
  public static Tokens none() {
    return NONE;
  }

  /**
   * Reads token files.
   *
   * @throws IllegalArgumentException naming file, line and reason, never a token
   */
  public static Tokens read(Collection<Path> files) {
    List<Entry> entries = new ArrayList<>();
    for (Path file : files) {
      int before = entries.size();
      List<String> lines = linesOf(file);
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).strip();
        if (!line.isEmpty() && line.charAt(0) != '#') {
          entries.add(entryOf(line, file + ":" + (i + 1), entries));
        }
      }
      if (entries.size() == before) {
        throw new IllegalArgumentException("token file " + file + " holds no token");
      }
    }
    return new Tokens(List.copyOf(entries));
  }

  /** Whether there are none. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The name a token belongs to. Linear in the number of tokens. */
  public Optional<String> nameOf(String token) {
    return holderOf(token).map(Holder::name);
  }

  /** Whom a token belongs to. Linear in the number of tokens. */
  public Optional<Holder> holderOf(String token) {
    byte[] digest = digestOf(token);
    Holder found = null;
    for (Entry entry : entries) {
      if (MessageDigest.isEqual(entry.digest(), digest)) {
        found = entry.holder();
      }
    }
    return Optional.ofNullable(found);
  }

  private static Entry entryOf(String line, String where, List<Entry> known) {
    int space = line.indexOf(' ');
    if (space < 0) {
      throw new IllegalArgumentException("token file " + where + ": must be 'name token'");
    }
    String name = line.substring(0, space);
    String rest = line.substring(space + 1).strip();
    int end = rest.lastIndexOf(' ');
    String token = end < 0 ? rest : rest.substring(0, end).strip();
    Role role = end < 0 ? null : roleOf(rest.substring(end + 1), where);
    if (!SourceName.isValid(name)) {
      throw new IllegalArgumentException("token file " + where + ": a name " + SourceName.RULE);
    }
    if (token.length() < MIN_LENGTH || token.indexOf(' ') >= 0) {
      throw new IllegalArgumentException(
          "token file " + where + ": a token must be " + MIN_LENGTH + " or more, without a space");
    }
    Holder holder = new Holder(name, role);
    byte[] digest = digestOf(token);
    for (Entry entry : known) {
      if (MessageDigest.isEqual(entry.digest(), digest) && !entry.holder().equals(holder)) {
        throw new IllegalArgumentException(
            "token file "
                + where
                + ": the token of "
                + name
                + " is also that of "
                + entry.holder().name());
      }
    }
    return new Entry(holder, digest);
  }

  private static Role roleOf(String word, String where) {
    // the word may be part of a token with a space in it, so it is not quoted
    return Role.of(word)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "token file "
                        + where
                        + ": a token is without a space, and the role behind it "
                        + Role.RULE));
  }

  private static List<String> linesOf(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("there is no token file " + file);
    }
    try {
      return Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException("cannot read token file " + file, unreadable);
    }
  }

  private static byte[] digestOf(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("no SHA-256 in this JDK", everyJdkHasIt);
    }
  }
}
