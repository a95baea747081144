package stampede.contract;

/**
 * What the spawner saw at one moment, and between the sample before and this one.
 *
 * @param atNs when, CLOCK_MONOTONIC
 * @param wanted how many handlers its policy wants
 * @param handlers how many are ready, whatever they do
 * @param starting how many were started and are not ready yet
 * @param available how many wait for requests
 * @param meanServicing mean number of handlers that serviced a request since the sample before
 * @param meanPending mean number of pending requests since the sample before; NaN where the kernel
 *     does not show them
 * @param maxPending the most pending requests seen since the sample before; -1 where the kernel
 *     does not show them
 * @param waitNs the spawner's own estimate of the wait before accept; -1 when it has none, {@link
 *     Long#MAX_VALUE} when requests waited and none was accepted
 */
public record PopulationSample(
    long atNs,
    int wanted,
    int handlers,
    int starting,
    int available,
    double meanServicing,
    double meanPending,
    int maxPending,
    long waitNs) {}
