package io.vedette.cli.cluster;

import io.vedette.cli.Problem;
import java.io.FileNotFoundException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.UUID;

/**
 * One file as a multipart/form-data body (RFC 7578), streamed from disk.
 *
 * @param field name of the form field
 * @param file what to send
 * @param type its media type
 */
record MultipartFile(String field, Path file, String type, String boundary) {

  MultipartFile(String field, Path file, String type) {
    this(field, file, type, "vedette-" + UUID.randomUUID());
  }

  String contentType() {
    return "multipart/form-data; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    String head =
        "--"
            + boundary
            + "\r\nContent-Disposition: form-data; name=\""
            + field
            + "\"; filename=\""
            + file.getFileName()
            + "\"\r\nContent-Type: "
            + type
            + "\r\n\r\n";
    String end = "\r\n--" + boundary + "--\r\n";
    try {
      return BodyPublishers.concat(text(head), BodyPublishers.ofFile(file), text(end));
    } catch (FileNotFoundException missing) {
      throw new Problem("there is no file " + file + "; ./vedette build makes it", missing);
    }
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofString(text, StandardCharsets.UTF_8);
  }
}
