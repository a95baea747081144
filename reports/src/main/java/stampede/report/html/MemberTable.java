package stampede.report.html;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Environment;
import stampede.report.Member;
import stampede.report.reading.Numbers;

/** The agents that took part, and what each has for a machine. */
final class MemberTable {
  private MemberTable() {}

  static Block of(List<Member> members) {
    return Column.table(
        "The agents that checked; everything above is of the machine that directed them",
        List.of(
            Column.words("agent", "", (Member each) -> Entry.of(each.name())),
            Column.words("version", "", each -> Entry.of(shown(each.stampedeVersion()))),
            Column.words("kernel", "", each -> of(each, Environment::kernel)),
            Column.words("processor", "", each -> of(each, Environment::cpuModel)),
            Column.number(
                "CPUs online",
                "",
                each -> of(each, machine -> Numbers.count(machine.onlineCpus()))),
            Column.words("Java", "", each -> of(each, Environment::jvm))),
        members);
  }

  private static Entry of(Member member, Function<Environment, String> what) {
    return Entry.of(shown(Optional.ofNullable(member.environment()).map(what).orElse(null)));
  }

  private static String shown(String value) {
    return value == null || value.isBlank() ? Numbers.ABSENT : value;
  }
}
