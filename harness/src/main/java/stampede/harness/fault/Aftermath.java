package stampede.harness.fault;

/**
 * What a strike cost the clients.
 *
 * @param strike the strike
 * @param lost requests that were under way while the handlers were away, and got no answer
 * @param stranded requests that waited for a handler that was away while others took later ones, or
 *     had nothing to do; not what a stopped handler had in hand
 * @param longestStrandedNs the longest of them waited so long before it was accepted; 0 for none
 */
public record Aftermath(Strike strike, long lost, long stranded, long longestStrandedNs) {}
