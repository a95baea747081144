package stampede.harness.observe;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import stampede.linux.TraceEvents;

/**
 * What is counted of a thread, by the tracepoints that it passes. A call that a signal broke off to
 * be begun again (the kernel's own results from -512 on) is none of these. Source: the kernel's
 * include/trace/events/sched.h, include/linux/errno.h.
 */
enum TracedEvent {
  /** An accept that returned a connection. */
  ACCEPT("ret >= 0", Place.ACCEPT),
  /** An accept that found nothing: EAGAIN. */
  EMPTY_ACCEPT("ret == -11", Place.ACCEPT),
  /** An accept that returned any other error. */
  FAILED_ACCEPT("ret < 0 && ret != -11 && ret > -512", Place.ACCEPT),
  /** A wait that returned with something ready. */
  EPOLL_RETURN("ret > 0", Place.EPOLL),
  /** A wait whose time ran out. */
  EPOLL_TIMEOUT("ret == 0", Place.EPOLL),
  /** A switch away from the thread because it sleeps (states S and D), not because it must wait. */
  SLEEP("prev_state & 3", Place.SWITCH);

  private final String filter;
  private final Place place;

  TracedEvent(String filter, Place place) {
    this.filter = filter;
    this.place = place;
  }

  /** Over the fields of its tracepoints: which passages count. */
  String filter() {
    return filter;
  }

  /**
   * The tracepoints of this kernel by which it is counted; empty when one of them is missing, so
   * that the count would be short.
   */
  List<Integer> tracepoints(TraceEvents events) {
    List<Integer> found = new ArrayList<>();
    for (String name : place.needed()) {
      OptionalInt id = id(events, name);
      if (id.isEmpty()) {
        return List.of();
      }
      found.add(id.getAsInt());
    }
    place.wherePresent().forEach(name -> id(events, name).ifPresent(found::add));
    return found;
  }

  private static OptionalInt id(TraceEvents events, String name) {
    int slash = name.indexOf('/');
    return events.id(name.substring(0, slash), name.substring(slash + 1));
  }

  /** Where the tracepoints stand, each named by group and name. */
  private enum Place {
    ACCEPT,
    EPOLL,
    SWITCH;

    List<String> needed() {
      return switch (this) {
        case ACCEPT -> List.of("syscalls/sys_exit_accept", "syscalls/sys_exit_accept4");
        case EPOLL -> List.of("syscalls/sys_exit_epoll_pwait");
        case SWITCH -> List.of("sched/sched_switch");
      };
    }

    /** Of calls that some machines and kernels do not have, so that nobody makes them there. */
    List<String> wherePresent() {
      return switch (this) {
        case EPOLL -> List.of("syscalls/sys_exit_epoll_wait", "syscalls/sys_exit_epoll_pwait2");
        case ACCEPT, SWITCH -> List.of();
      };
    }
  }
}
