package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import stampede.report.Environment;
import stampede.report.reading.Numbers;

/** The machine, without which no figure means anything. */
final class EnvironmentSection implements Section {
  @Override
  public String anchor() {
    return "environment";
  }

  @Override
  public String title() {
    return "Environment";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    return blocks(reading.document().environment());
  }

  static List<Block> blocks(Environment environment) {
    List<Block> blocks = new ArrayList<>();
    for (String warning : environment.warnings()) {
      blocks.add(new Block.Notice(Tone.UNSURE, warning));
    }
    blocks.add(new Block.Facts(machine(environment)));
    add(blocks, "environment-sysctls", "Kernel settings", environment.sysctls());
    add(blocks, "environment-limits", "Limits", environment.limits());
    add(blocks, "environment-mitigations", "Mitigations", environment.mitigations());
    return blocks;
  }

  private static List<Block.Fact> machine(Environment environment) {
    return List.of(
        fact("kernel", environment.kernel()),
        fact("architecture", environment.arch()),
        fact("processor", environment.cpuModel()),
        fact("CPUs online", Numbers.count(environment.onlineCpus())),
        fact("memory", Numbers.bytes(environment.memoryBytes())),
        fact("Java", environment.jvm()),
        fact("frequency governor", environment.governor()),
        fact("virtualization", environment.virtualization()));
  }

  private static void add(List<Block> blocks, String id, String title, Map<String, String> values) {
    if (!values.isEmpty()) {
      blocks.add(new Block.Heading(id, title));
      blocks.add(
          new Block.Facts(
              values.entrySet().stream().map(e -> fact(e.getKey(), e.getValue())).toList()));
    }
  }

  private static Block.Fact fact(String name, String value) {
    return new Block.Fact(name, value == null || value.isBlank() ? Numbers.ABSENT : value);
  }
}
