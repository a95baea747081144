package stampede.harness.server;

import java.util.List;
import java.util.function.Function;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;

/** A socket that listens already, and the command that will inherit it. */
final class HeldCommand implements HeldServer {
  private final ListeningSocket socket;
  private final Recipe recipe;
  private final Function<Address.Internet, RunningServer> start;

  HeldCommand(
      ListeningSocket socket, Recipe recipe, Function<Address.Internet, RunningServer> start) {
    this.socket = socket;
    this.recipe = recipe;
    this.start = start;
  }

  @Override
  public Address address() {
    return socket.address();
  }

  @Override
  public String target() {
    return recipe.target(address());
  }

  @Override
  public List<Integer> pids() {
    return List.of();
  }

  /** From then on the socket is the command's alone: when it ends, the address does. */
  @Override
  public RunningServer begin() {
    try {
      return start.apply((Address.Internet) address());
    } finally {
      socket.close();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
