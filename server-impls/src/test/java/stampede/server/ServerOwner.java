package stampede.server;

import java.util.stream.Collectors;

/**
 * A role that a child JVM of a test plays: it starts a server, says which processes there are now,
 * and stays until its input ends or it is killed.
 */
final class ServerOwner {
  private ServerOwner() {}

  public static void main(String[] arguments) throws Exception {
    try (ServerProcess server = ServerProcess.ready(arguments[0], "127.0.0.1:0")) {
      System.out.println(
          server.pids().stream().map(String::valueOf).collect(Collectors.joining(" ")));
      while (System.in.read() >= 0) {
        Thread.onSpinWait();
      }
    }
  }
}
