package io.vedette.gateway.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Pages of a list that is at hand whole. The cursor is how many items were told already; a list
 * that changes between two pages may tell an item twice or not at all.
 */
final class Pages {

  private static final Pattern OFFSET = Pattern.compile("offset:([0-9]{1,9})");

  private Pages() {}

  /** The page that a request asks for. */
  static <T> ApiAnswer of(ApiRequest request, List<T> all, Function<T, ? extends JsonNode> form) {
    int from = Math.min(offset(request.cursor()), all.size());
    int to = Math.min(all.size(), from + request.limit());
    List<? extends JsonNode> items = all.subList(from, to).stream().map(form).toList();
    return ApiAnswer.page(items, to < all.size() ? cursor(to) : null);
  }

  private static String cursor(int offset) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(("offset:" + offset).getBytes(StandardCharsets.UTF_8));
  }

  private static int offset(@Nullable String cursor) {
    if (cursor == null) {
      return 0;
    }
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      Matcher found = OFFSET.matcher(text);
      if (found.matches()) {
        return Integer.parseInt(found.group(1));
      }
    } catch (IllegalArgumentException notBase64) {
      throw ApiProblem.bad("cursor is none of this list");
    }
    throw ApiProblem.bad("cursor is none of this list");
  }
}
