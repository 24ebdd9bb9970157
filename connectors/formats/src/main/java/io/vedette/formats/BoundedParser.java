package io.vedette.formats;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.util.JsonParserDelegate;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A parser that fails after {@link JsonBodies#MOST_TOKENS} tokens, unless more are allowed. */
final class BoundedParser extends JsonParserDelegate {

  private int left = JsonBodies.MOST_TOKENS;

  BoundedParser(JsonParser parser) {
    super(parser);
  }

  /** There were too many. */
  static final class TooManyTokens extends IOException {

    private static final long serialVersionUID = 1L;

    TooManyTokens(long at) {
      super(
          "a value of the body that ends after byte %d has more than %d parts"
              .formatted(at, JsonBodies.MOST_TOKENS));
    }
  }

  /** A new value begins: it has tokens of its own. */
  void allowMore() {
    left = JsonBodies.MOST_TOKENS;
  }

  @Override
  public @Nullable JsonToken nextToken() throws IOException {
    if (--left < 0) {
      throw new TooManyTokens(delegate.currentLocation().getByteOffset());
    }
    return delegate.nextToken();
  }

  @Override
  public @Nullable String nextFieldName() throws IOException {
    return nextToken() == JsonToken.FIELD_NAME ? currentName() : null;
  }
}
