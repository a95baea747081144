package stampede.report;

import java.util.List;

/**
 * What the kernel counted during a cell, without asking the server. A figure whose source is not
 * permitted here is null, and {@code unavailable} says why.
 *
 * @param listenOverflows connections that met a full buffer (TcpExt ListenOverflows)
 * @param listenDrops connections dropped at a listening socket (TcpExt ListenDrops)
 * @param maxQueueDepth most pending requests seen at once
 * @param meanQueueDepth mean of the pending requests seen
 * @param backlog limit of the buffer
 * @param synRetransmits connection attempts repeated (TcpExt TCPSynRetrans)
 * @param stealPercent processor time taken by the hypervisor, 0 to 100
 * @param serverCpuBusyPercent how busy the server's processors were, 0 to 100
 * @param loadCpuBusyPercent how busy the load generator's processors were, 0 to 100
 * @param unavailable sources that could not be read, each as {@code source: why}
 */
public record Kernel(
    Long listenOverflows,
    Long listenDrops,
    Integer maxQueueDepth,
    Double meanQueueDepth,
    Integer backlog,
    Long synRetransmits,
    Double stealPercent,
    Double serverCpuBusyPercent,
    Double loadCpuBusyPercent,
    List<String> unavailable) {

  public Kernel {
    meanQueueDepth = Fields.finite(meanQueueDepth);
    stealPercent = Fields.finite(stealPercent);
    serverCpuBusyPercent = Fields.finite(serverCpuBusyPercent);
    loadCpuBusyPercent = Fields.finite(loadCpuBusyPercent);
    unavailable = Fields.list(unavailable);
  }
}
