package stampede.harness.load;

import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import stampede.contract.ControlMessage;

/**
 * A flood as it is asked of another machine: everything but that machine's own CPUs, as text.
 *
 * @param plan the flood; of its CPUs nothing is told
 * @param run the number that the ids of its requests bear
 * @param version of the Stampede that asks
 */
public record FloodOrder(FloodPlan plan, int run, String version) {
  private static final Set<String> NAMED =
      Set.of(
          "target",
          "load",
          "work",
          "threads",
          "cpus",
          "restCpus",
          "close",
          "sources",
          "startNs",
          "warmupNs",
          "durationNs",
          "timeoutNs",
          "seed",
          "record",
          "allowRemote",
          "ofRun",
          "ofVersion");

  /** The text to send. */
  public String text() {
    return plan.onCpusOfItsOwn(true)
        .message()
        .with("cpus", "")
        .with("ofRun", run)
        .with("ofVersion", version)
        .text();
  }

  /**
   * Reads one, for the CPUs of this machine.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static FloodOrder parse(String text, BitSet cpus) {
    ControlMessage told = ControlMessage.parse(text);
    Map<String, String> settings = new TreeMap<>(told.values());
    settings.keySet().removeAll(NAMED);
    FloodPlan plan =
        new FloodPlan(
            told.required("target"),
            told.required("load"),
            told.required("work"),
            Math.toIntExact(told.number("threads")),
            cpus,
            told.required("close"),
            Math.toIntExact(told.number("sources")),
            told.number("warmupNs"),
            told.number("durationNs"),
            told.number("timeoutNs"),
            told.number("seed"),
            told.required("record").equals("history"),
            false,
            told.required("allowRemote").equals("true"),
            settings);
    return new FloodOrder(plan, Math.toIntExact(told.number("ofRun")), told.required("ofVersion"));
  }
}
