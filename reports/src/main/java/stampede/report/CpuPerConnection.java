package stampede.report;

/**
 * CPU time per connection, in microseconds, user and kernel together.
 *
 * @param server of the server's processes; null when not measured
 * @param generator of the load generator; null when not measured
 */
public record CpuPerConnection(Double server, Double generator) {

  public CpuPerConnection {
    server = Fields.finite(server);
    generator = Fields.finite(generator);
  }
}
