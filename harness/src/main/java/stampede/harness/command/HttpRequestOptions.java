package stampede.harness.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import stampede.harness.load.FloodPlan;
import stampede.load.ExpectedStatus;
import stampede.load.HttpOptions;
import stampede.load.RequestBody;
import stampede.load.Target;
import stampede.server.UsageException;

/** The options that say how HTTP is spoken. */
final class HttpRequestOptions {
  private static final String FILE = "@";

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description = "of each HTTP request (default: GET)")
  private String method;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description =
          "a header more, or another Host; may be repeated; {id} and {work} are filled in, as in"
              + " path and body")
  private List<String> headers = new ArrayList<>();

  @Option(
      names = "--body",
      paramLabel = "TEXT|@FILE",
      description = "of each request, at most 1 MiB from a file")
  private String body;

  @Option(
      names = "--expect-status",
      paramLabel = "LIST",
      description = "statuses that complete a request, such as 2xx or 200,204 (default: 200)")
  private String expectStatus;

  @Option(
      names = "--expect-body",
      paramLabel = "TEXT",
      description = "what the body of each answer must hold")
  private String expectBody;

  @Option(
      names = "--keep-alive",
      paramLabel = "N",
      arity = "0..1",
      preprocessor = NumberOrNothing.class,
      description =
          "requests that one connection carries at most; without N there is no end (default: 1,"
              + " Connection: close)")
  private String keepAlive;

  /** What follows {@code --keep-alive} belongs to it only when it is a number. */
  static final class NumberOrNothing implements IParameterPreprocessor {
    @Override
    public boolean preprocess(
        Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> more) {
      boolean numbered = !words.isEmpty() && words.peek().matches("-?\\d+");
      boolean attached = "=".equals(more.get("separator"));
      if (!numbered && !attached) {
        words.push("0");
      }
      return false;
    }
  }

  /**
   * The flood with what was said of HTTP.
   *
   * @throws UsageException when it cannot be said, or the target speaks something else
   */
  FloodPlan added(FloodPlan plan, Target target) {
    FloodPlan all = plan;
    if (method != null) {
      all = all.with("method", OptionText.read("--method", method, HttpOptions::method));
    }
    if (!headers.isEmpty()) {
      String joined = String.join("\n", headers);
      OptionText.read("--header", joined, text -> HttpOptions.headers(headers));
      all = all.with("headers", joined);
    }
    if (body != null) {
      all = withBody(all);
    }
    if (expectStatus != null) {
      all =
          all.with(
              "expectStatus",
              OptionText.read("--expect-status", expectStatus, ExpectedStatus::parse));
    }
    if (expectBody != null) {
      String text = OptionText.read("--expect-body", expectBody, HttpOptions::expectedBody);
      if ("HEAD".equals(method)) {
        throw new UsageException("--expect-body: answers to HEAD have no body");
      }
      all = all.with("expectBody", text);
    }
    if (keepAlive != null) {
      all =
          all.with("keepAlive", OptionText.read("--keep-alive", keepAlive, HttpOptions::keepAlive));
    }
    if (!all.equals(plan) && target.kind() != Target.Kind.HTTP) {
      throw new UsageException(
          target.text()
              + " does not speak HTTP: --method, --header, --body, --expect-status,"
              + " --expect-body and --keep-alive are for http:// and http+unix:");
    }
    return all;
  }

  private FloodPlan withBody(FloodPlan plan) {
    if (!body.startsWith(FILE)) {
      OptionText.read("--body", body, RequestBody::ofText);
      return plan.with("body", body);
    }
    String file = Path.of(body.substring(FILE.length())).toAbsolutePath().toString();
    OptionText.read("--body", file, RequestBody::ofFile);
    return plan.with("bodyFile", file);
  }
}
