package io.vedette.cli.tail;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ResultTailTest {

  private static final String HOSTILE = "{\"metric\":\"a\u009b2J\u202eb\u007f\"}";
  private static final byte[] RECORD = HOSTILE.getBytes(StandardCharsets.UTF_8);

  @Test
  void jsonOnATerminalIsEscapedAndMeansTheSame() throws Exception {
    String shown = ResultTail.json(RECORD, true);
    assertThat(shown).isEqualTo("{\"metric\":\"a\\u009b2J\\u202eb\\u007f\"}");
    ObjectMapper mapper = new ObjectMapper();
    assertThat(mapper.readTree(shown)).isEqualTo(mapper.readTree(HOSTILE));
  }

  @Test
  void jsonInAPipeIsTheRecordItself() {
    assertThat(ResultTail.json(RECORD, false)).isEqualTo(HOSTILE);
  }
}
