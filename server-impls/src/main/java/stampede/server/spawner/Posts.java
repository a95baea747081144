package stampede.server.spawner;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import stampede.linux.LinuxException;
import stampede.server.StartException;
import stampede.server.WellKnownAddress;
import stampede.server.strategy.Provision;

/**
 * The posts of a server, as many as it can have handlers for, in the order of their slots: how the
 * population grows, is kept, and shrinks without losing a request (claims 3, 8, 10). The spawner's
 * thread alone uses it.
 *
 * <p>Where the address is split, the posts that are held are always the first ones. One that grows
 * gets its sockets first, then its handlers, and only when they are available the requests; one
 * that shrinks gets no more requests, is drained, is left, and only then loses its sockets.
 */
final class Posts {
  private final int size;
  private final int most;
  private final boolean split;
  private final WellKnownAddress address;
  private final Provision provision;
  private final IntFunction<HandlerGroup> groups;
  private final List<Post> posts = new ArrayList<>();
  private int inUse;
  private long replaced;

  /**
   * No post is held yet.
   *
   * @param size handlers of one post
   * @param most handlers of all
   * @param groups makes the group that starts with a handler
   */
  Posts(
      int size,
      int most,
      boolean split,
      WellKnownAddress address,
      Provision provision,
      IntFunction<HandlerGroup> groups) {
    this.size = size;
    this.most = most;
    this.split = split;
    this.address = address;
    this.provision = provision;
    this.groups = groups;
  }

  List<Post> all() {
    return posts;
  }

  /** Fills the first posts, whose sockets are there: requests come to them at once. */
  void open(int handlers, long nowNs) {
    inUse = address.sockets().size();
    for (int first = 0; first < handlers; first += size) {
      posts.add(new Post(groups.apply(first)));
    }
    posts.forEach(post -> post.fill(nowNs));
  }

  /** Handlers that are there or coming, without those that are to leave. */
  int wanted() {
    return posts.stream().filter(Post::isWanted).mapToInt(Post::handlers).sum();
  }

  /** Handlers of those that have not been available yet. */
  int starting() {
    return posts.stream()
        .filter(post -> post.is(Post.Phase.STARTING))
        .mapToInt(Post::handlers)
        .sum();
  }

  /** Whether nobody is coming or leaving. */
  boolean areSettled() {
    return posts.stream()
        .allMatch(post -> post.is(Post.Phase.SERVING) || post.is(Post.Phase.VACANT));
  }

  /** How often dead handlers were replaced. */
  long replaced() {
    return replaced;
  }

  /** Looks after every post: replaces the dead, lets go who has left. */
  void tend(long nowNs) {
    for (int i = posts.size() - 1; i >= 0; i--) {
      Post post = posts.get(i);
      replaced += post.tend(nowNs) ? 1 : 0;
      if (post.is(Post.Phase.DRAINING) && post.isAvailable() && pending(i) == 0) {
        post.leave();
      } else if (post.hasLeft()) {
        letGo(i, nowNs);
      }
    }
    if (split) {
      announce();
    }
  }

  private int pending(int index) {
    return address.pending(index * size, index * size + posts.get(index).handlers());
  }

  /** A request that had come after all is serviced before the socket goes. */
  private void letGo(int index, long nowNs) {
    Post post = posts.get(index);
    if (!split) {
      post.vacate();
    } else if (pending(index) > 0) {
      post.fill(nowNs);
      post.drain();
    } else if (index == posts.size() - 1) {
      post.vacate();
      posts.removeLast();
      address.shrinkTo(index * size);
    }
  }

  /**
   * Tells the strategy which sockets requests are to come to: those before the first that waits.
   */
  private void announce() {
    int serving = 0;
    while (serving < posts.size() && posts.get(serving).is(Post.Phase.SERVING)) {
      serving++;
    }
    boolean leaving = serving < posts.size() && !posts.get(serving).isWanted();
    int now = Math.min(address.sockets().size(), Math.min(most, serving * size));
    if (now > 0 && (now > inUse || (leaving && now < inUse))) {
      inUse = now;
      provision.socketsChanged(address.sockets().subList(0, now));
    }
  }

  /** Has so many handlers, or as near to it as can be had now. */
  void become(int handlers, long nowNs) {
    int excess = wanted() - handlers;
    if (excess < 0) {
      grow(-excess, nowNs);
    } else if (excess >= size) {
      shrink(excess);
    }
    if (split) {
      announce();
    }
  }

  private void grow(int missing, long nowNs) {
    int left = missing;
    try {
      while (left > 0) {
        int filled = split ? fillNext(nowNs) : fillAny(nowNs);
        left = filled == 0 ? 0 : left - filled;
      }
    } catch (StartException | LinuxException failure) {
      System.err.println("stampede: cannot add a handler: " + failure.getMessage());
    }
  }

  private int fillAny(long nowNs) {
    for (Post post : posts) {
      if (post.is(Post.Phase.VACANT)) {
        post.fill(nowNs);
        return post.handlers();
      }
    }
    return append(nowNs);
  }

  /** The sockets that are left must be the first ones, so a post that leaves holds up the next. */
  private int fillNext(long nowNs) {
    for (Post post : posts) {
      if (post.is(Post.Phase.DRAINING)) {
        post.keep();
        return post.handlers();
      }
    }
    boolean free = posts.stream().allMatch(Post::isWanted);
    return free ? append(nowNs) : 0;
  }

  private int append(long nowNs) {
    int first = posts.size() * size;
    if (first >= most) {
      return 0;
    }
    address.growTo(Math.min(most, first + size));
    Post post = new Post(groups.apply(first));
    posts.add(post);
    post.fill(nowNs);
    return post.handlers();
  }

  /** The last ones go first, and only those that are available, for the others have work. */
  private void shrink(int excess) {
    int left = excess;
    for (int i = posts.size() - 1; i > 0 && left >= size; i--) {
      Post post = posts.get(i);
      if (split && post.is(Post.Phase.SERVING)) {
        post.drain();
        left -= post.handlers();
      } else if (!split && post.is(Post.Phase.SERVING) && post.isAvailable()) {
        post.leave();
        left -= post.handlers();
      } else if (split && post.isWanted()) {
        return;
      }
    }
  }
}
