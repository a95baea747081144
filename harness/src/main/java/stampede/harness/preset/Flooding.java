package stampede.harness.preset;

/**
 * What a server is flooded with.
 *
 * @param load how requests arrive, as typed
 * @param work what each asks of its handler, as typed
 */
public record Flooding(String load, String work) {}
