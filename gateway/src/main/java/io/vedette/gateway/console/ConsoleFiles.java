package io.vedette.gateway.console;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Serves the files under {@value #FOLDER} of the class path: a path that names one gets it, a path
 * of the console's own gets index.html, which knows the rest. Files are read once, and kept with
 * their packed form; a path that names none is kept nowhere.
 */
public final class ConsoleFiles {

  /** Where they are on the class path. */
  public static final String FOLDER = "/console";

  /** What pages of the console may do: nothing but what comes from here. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
          + " font-src 'self'; connect-src 'self'; worker-src 'self' blob:; manifest-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private static final String INDEX = "/index.html";
  private static final String HASHED = "/assets/";
  private static final int MIN_PACKED = 1_024;
  private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+");
  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("html", "text/html; charset=utf-8"),
          Map.entry("js", "text/javascript; charset=utf-8"),
          Map.entry("mjs", "text/javascript; charset=utf-8"),
          Map.entry("css", "text/css; charset=utf-8"),
          Map.entry("json", "application/json"),
          Map.entry("webmanifest", "application/manifest+json"),
          Map.entry("svg", "image/svg+xml"),
          Map.entry("png", "image/png"),
          Map.entry("ico", "image/x-icon"),
          Map.entry("woff2", "font/woff2"),
          Map.entry("txt", "text/plain; charset=utf-8"),
          Map.entry("map", "application/json"));
  private static final String NONE =
      "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Vedette</title>"
          + "<h1>Vedette</h1><p>This gateway runs, but it was built without the console. Build it"
          + " with Node.js 20 or later on the machine: <code>mvn -pl ui,local/cli -am package</code>."
          + "<p>The API is at <a href=\"/api/v1/openapi.json\">/api/v1</a>, see docs/api.md;"
          + " readiness at <a href=\"/readyz\">/readyz</a>.</html>";

  private final String folder;
  private final Map<String, Asset> assets = new ConcurrentHashMap<>();

  @SuppressWarnings("ArrayRecordComponent") // a carrier
  private record Asset(String type, String tag, byte[] plain, byte @Nullable [] packed) {}

  /** Those of the class path. */
  public ConsoleFiles() {
    this(FOLDER);
  }

  ConsoleFiles(String folder) {
    this.folder = folder;
  }

  /** Answers a GET that no route takes; false when it is for no file and no page either. */
  public boolean serve(Context ctx) {
    String path = ctx.path();
    Optional<Asset> file = assetOf(path);
    if (file.isPresent()) {
      boolean isHashed = path.startsWith(HASHED);
      tell(ctx, file.get(), isHashed ? "public, max-age=31536000, immutable" : "no-cache");
      return true;
    }
    if (!isPage(ctx, path)) {
      return false;
    }
    Optional<Asset> index = assetOf(INDEX);
    if (index.isPresent()) {
      tell(ctx, index.get(), "no-cache");
    } else if (path.equals("/")) {
      tell(ctx, assetOf(INDEX, NONE.getBytes(StandardCharsets.UTF_8)), "no-cache");
    } else {
      return false;
    }
    return true;
  }

  /** A page of the console, which is asked for by a browser and has no file's ending. */
  private static boolean isPage(Context ctx, String path) {
    boolean isForBrowser =
        Objects.requireNonNullElse(ctx.header("Accept"), "").contains("text/html");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return path.equals("/") || (isForBrowser && last.indexOf('.') < 0);
  }

  private void tell(Context ctx, Asset asset, String caching) {
    ctx.header("Content-Security-Policy", POLICY);
    ctx.header("Cache-Control", caching);
    ctx.header("ETag", asset.tag());
    ctx.header("Vary", "Accept-Encoding");
    if (asset.tag().equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      ctx.result("");
      return;
    }
    ctx.status(200);
    ctx.contentType(asset.type());
    byte[] packed = asset.packed();
    if (packed != null
        && Objects.requireNonNullElse(ctx.header("Accept-Encoding"), "").contains("gzip")) {
      ctx.header("Content-Encoding", "gzip");
      ctx.result(packed);
    } else {
      ctx.result(asset.plain());
    }
  }

  private Optional<Asset> assetOf(String path) {
    // no dot begins a name, so nothing leads out of the folder
    if (!PATH.matcher(path).matches()) {
      return Optional.empty();
    }
    Asset known = assets.get(path);
    if (known != null) {
      return Optional.of(known);
    }
    String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
    if (type == null || path.lastIndexOf('.') < path.lastIndexOf('/')) {
      return Optional.empty();
    }
    try (InputStream file = ConsoleFiles.class.getResourceAsStream(folder + path)) {
      if (file == null) {
        return Optional.empty();
      }
      Asset read = assetOf(path, file.readAllBytes());
      assets.put(path, read);
      return Optional.of(read);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(folder + path + " cannot be read", unreadable);
    }
  }

  private static Asset assetOf(String path, byte[] bytes) {
    String type =
        TYPES.getOrDefault(path.substring(path.lastIndexOf('.') + 1), "application/octet-stream");
    boolean packs =
        bytes.length >= MIN_PACKED && !type.startsWith("image/p") && !type.startsWith("font/");
    return new Asset(type, tagOf(bytes), bytes, packs ? packed(bytes) : null);
  }

  private static byte[] packed(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 2);
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException impossibleInMemory) {
      throw new UncheckedIOException(impossibleInMemory);
    }
    return out.toByteArray();
  }

  private static String tagOf(byte[] bytes) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException("no SHA-256 in this JDK", everyJdkHasIt);
    }
  }
}
