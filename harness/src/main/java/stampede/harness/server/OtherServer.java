package stampede.harness.server;

import java.util.List;

/**
 * A kind of server that is not ours, as it is listed.
 *
 * @param name what it is called on the command line
 * @param kind described or command
 * @param summary what it is, in a line
 * @param settings what can be set
 */
public record OtherServer(String name, String kind, String summary, List<Setting> settings) {
  /**
   * One of its settings.
   *
   * @param name what it is called
   * @param meaning for people
   * @param range the values it may have; empty where the meaning says it
   * @param otherwise its value when nobody says one; empty where the meaning says it
   */
  public record Setting(String name, String meaning, String range, String otherwise) {
    static Setting of(DescribedSetting setting) {
      return new Setting(setting.name(), setting.meaning(), setting.range(), setting.otherwise());
    }
  }

  static OtherServer described(String name, Description description) {
    return new OtherServer(
        name,
        "described",
        description.summary(),
        description.settings().values().stream().map(Setting::of).toList());
  }

  static OtherServer exec() {
    return new OtherServer(
        "exec",
        "command",
        "any command that follows the contract of docs/servers.md",
        ExecKind.MEANINGS.entrySet().stream()
            .map(each -> new Setting(each.getKey(), each.getValue(), "", ""))
            .toList());
  }
}
