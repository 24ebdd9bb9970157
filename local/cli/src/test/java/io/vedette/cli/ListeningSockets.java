package io.vedette.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** TCP sockets a process listens on, as Linux lists them. */
final class ListeningSockets {

  private static final String LISTEN = "0A";
  private static final Path TABLES = Path.of("/proc/net");

  /** 127.0.0.1, ::1 and 127.0.0.1 as IPv6, as the kernel writes them: words in host order. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "00000000000000000000000001000000", "0000000000000000FFFF00000100007F");

  private ListeningSockets() {}

  static boolean canBeListed() {
    return Files.exists(TABLES.resolve("tcp"));
  }

  /** Addresses as the kernel writes them, {@code 0100007F:1F90}. */
  static List<String> of(ProcessHandle process) throws IOException {
    Set<String> inodes = new HashSet<>();
    try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
      for (Path file : files.toList()) {
        if (Files.isSymbolicLink(file)) { // may be closed by now
          String target = Files.readSymbolicLink(file).toString();
          if (target.startsWith("socket:[")) {
            inodes.add(target.substring("socket:[".length(), target.length() - 1));
          }
        }
      }
    }
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("tcp", "tcp6")) {
      if (Files.exists(TABLES.resolve(table))) {
        for (String line : Files.readAllLines(TABLES.resolve(table))) {
          List<String> columns = List.of(line.strip().split(" +", -1));
          if (columns.get(3).equals(LISTEN) && inodes.contains(columns.get(9))) {
            addresses.add(columns.get(1));
          }
        }
      }
    }
    return addresses;
  }

  static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }
}
