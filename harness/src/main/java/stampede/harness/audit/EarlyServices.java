package stampede.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjIntConsumer;

/**
 * Services of ids that nobody had invoked when the service was read. No sound server makes any, so
 * there is room for a bounded number. One thread uses it.
 */
final class EarlyServices {
  private record Service(long id, int handler) {}

  private final List<Service> services = new ArrayList<>();
  private final int most;

  EarlyServices(int most) {
    this.most = most;
  }

  /** Keeps one; false when there is no room. */
  boolean add(long id, int handler) {
    return services.size() < most && services.add(new Service(id, handler));
  }

  /** Shows each, in the order they were added. */
  void forEach(ObjIntConsumer<Long> reader) {
    services.forEach(service -> reader.accept(service.id, service.handler));
  }
}
