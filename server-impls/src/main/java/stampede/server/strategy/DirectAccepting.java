package stampede.server.strategy;

import stampede.linux.Sockets;

/** The kernel's accept and nothing else. */
final class DirectAccepting extends Accepting {
  @Override
  int accept(int listener) {
    return Sockets.accept(listener);
  }

  @Override
  int acceptNow(int listener) {
    return Sockets.acceptNow(listener);
  }
}
