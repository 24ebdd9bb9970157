package io.vedette.algorithms.logs;

import static org.assertj.core.api.Assertions.assertThat;

import io.vedette.schema.LogLevel;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineHeaderTest {

  private final LineHeader header = new LineHeader();

  /** The bar stands where the header ends. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      textBlock =
          """
          2015-10-18 18:01:47,978 INFO [main] org.apache.Foo: ^Created it            ~ INFO
          2015-07-29 17:41:44,747 - WARN  [Peer[myid=1]/0:0:0:2181:Fast@774] - ^Time ~ WARN
          081109 203615 148 INFO dfs.DataNode$Responder: ^Responder 1                ~ INFO
          17/06/09 20:10:40 INFO spark.SecurityManager: ^Changing acls               ~ INFO
          Jun 14 15:16:01 combo sshd(pam_unix)[19939]: ^check pass; user unknown     ~ UNKNOWN
          Jun  4 15:16:01 web-1 kernel: ^error: out of memory                        ~ UNKNOWN
          [Sun Dec 04 04:47:44 2005] [error] ^mod_jk child in error state 6          ~ ERROR
          [10.30 16:49:06] chrome.exe - ^proxy.example.org:5070 open                 ~ UNKNOWN
          [10.30 16:49:06] chrome.exe *64 - ^proxy.example.org:5070 open             ~ UNKNOWN
          I0102 15:04:05.000000       1 reflector.go:123] ^Listing and watching      ~ INFO
          2024-01-01 00:00:00.000 UTC [123] LOG:  ^checkpoint complete               ~ INFO
          2024-01-01 12:00:00.000  INFO 1234 --- [main] c.e.Application : ^Started   ~ INFO
          2024-01-01 00:00:00,000 - app.server - ERROR - ^Request failed             ~ ERROR
          2024/01/01 00:00:00 [crit] 123#0: ^*1 open() failed                        ~ FATAL
          03-17 16:13:38.811  1702  2395 D WindowManager: ^printing                  ~ DEBUG
          20171223-22:15:29:606|Step|30002312|^onStep 3579                           ~ UNKNOWN
          1704067200 node-1 2024-01-01 00:00:00 ^service started                     ~ UNKNOWN
          [ERROR] ^cannot open file                                                  ~ ERROR
          INFO 2024-01-01 00:00:00 ^ready                                            ~ INFO
          2024-01-01T00:00:00.123Z ^payment failed                                   ~ UNKNOWN
          ^ERROR cannot open file                                                    ~ UNKNOWN
          ^Order 123 placed for alice                                                ~ UNKNOWN
          ^10.0.0.1 - - "GET / HTTP/1.0" 200 2326                                    ~ UNKNOWN
          ^10.251.43.115:50010 Served block                                          ~ UNKNOWN
          ^connection closed: timed out                                              ~ UNKNOWN
          """)
  void findsWhereTheHeaderEnds(String marked, LogLevel level) {
    String line = marked.replace("^", "");

    int start = header.contentStart(line, line.length());

    assertThat(line.substring(0, start) + "^" + line.substring(start)).isEqualTo(marked);
    assertThat(header.level()).isEqualTo(level);
  }
}
