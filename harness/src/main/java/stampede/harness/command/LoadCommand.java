package stampede.harness.command;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.Interruption;
import stampede.harness.expectation.Expectations;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Placement;
import stampede.harness.experiment.Progress;
import stampede.harness.experiment.RunFolder;
import stampede.harness.load.AgentFlooder;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.harness.search.Arrivals;
import stampede.harness.search.Objective;
import stampede.harness.search.RateCourse;
import stampede.harness.server.ExternalServer;
import stampede.linux.Address;
import stampede.load.Target;
import stampede.report.RunDocument;
import stampede.report.SearchStep;
import stampede.report.csv.CsvHistory;
import stampede.report.html.HtmlReport;
import stampede.report.junit.RunJunit;
import stampede.report.markdown.RunMarkdown;
import stampede.report.text.LoadText;
import stampede.report.text.SearchText;
import stampede.server.UsageException;

/** {@code stampede load}: floods one address and prints what the clients saw. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    description = "Floods one address and prints what the clients saw.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede load raw://127.0.0.1:9000 --load poisson:2000/s --duration 3s",
      "  stampede load 'http://127.0.0.1:8080/r/{id}' --load closed:64 --close fin --json",
      "  stampede load http://127.0.0.1:8080/ --load closed:64 --keep-alive --expect-body ready",
      "  stampede load http://127.0.0.1:8080/orders --method POST --body '{\"id\": \"{id}\"}' \\",
      "      --header 'Content-Type: application/json' --expect-status 2xx --keep-alive 100",
      "  stampede load http+unix:/run/server.sock:/index.html --load constant:500/s",
      "  stampede load raw://127.0.0.1:9000 --load poisson:2000/s --expect 'p99<5ms' --expect"
          + " errors=0",
      "  stampede load raw://127.0.0.1:9000 --agents 2 --load closed:64",
      "  stampede load raw://127.0.0.1:9000 --find max --slo p99=5ms --duration 3s",
      "  stampede load http://127.0.0.1:8080/ --find max --slo p99=5ms --slo p99.9=20ms --load"
          + " constant:5000/s"
    })
final class LoadCommand implements Callable<Integer> {
  private static final String DEFAULT_LOAD = "closed:32";

  private final Interruption interruption;
  private Optional<AgentFlooder> flooder = Optional.empty();

  @Parameters(
      paramLabel = "URL",
      description = "raw://HOST:PORT, http://HOST:PORT/PATH, raw+unix:PATH, http+unix:SOCKET:/PATH")
  private String url;

  @Option(
      names = "--load",
      paramLabel = "LOAD",
      description =
          "closed:N, constant:RATE, poisson:RATE, burst:SIZE@INTERVAL, ramp:FROM-TO@DURATION,"
              + " steps:RATE-RATE-...@DURATION, replay:FILE@SPEED (default: "
              + DEFAULT_LOAD
              + ")")
  private String load;

  @Option(
      names = "--work",
      paramLabel = "WORK",
      defaultValue = "none",
      description =
          "what each raw request asks: none, spin:50us, sleep:1ms, exp:100us, exp-sleep:5ms"
              + " (default: ${DEFAULT-VALUE})")
  private String work;

  @Option(
      names = "--allow-remote",
      description = "flood an address outside loopback; only with its owner's consent")
  private boolean allowRemote;

  @Mixin private FindOptions find;
  @Mixin private ExpectOptions expect;
  @Mixin private FloodOptions flood;
  @Mixin private AgentsOptions agents;
  @Mixin private HttpRequestOptions http;
  @Mixin private KeptFolderOption out;
  @Mixin private RenditionOptions renditions;
  @Mixin private SharedOptions shared;

  LoadCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    Target target = OptionText.read("URL", url, Target::parse);
    refuseRemote(target.address());
    Expectations expectations = expect.expectations();
    Optional<Objective> objective = find.objective();
    // what is wrong with it is said before there is a folder, and before agents are waited for
    cell(target, objective.isPresent() ? arrivals().load(1) : saidLoad());
    RenditionFiles files = RenditionFiles.open(renditions);
    flooder = agents.gather(flood.saidThreads(), interruption, shared);
    Optional<RunFolder> folder = out.open();
    RunDocument document =
        objective
            .map(wanted -> searched(target, course(target, wanted), folder, expectations))
            .orElseGet(() -> expectations.judge(flooded(target, folder)));
    folder.ifPresent(kept -> kept.write(document, new HtmlReport()));
    files.write(document, new RunMarkdown(), new RunJunit());
    shared.publish(document, new LoadText(), folder);
    files.append(file -> CsvHistory.append(file, document));
    return Verdicts.exitCode(document).code();
  }

  /** The search; who floods is known. */
  private RateCourse course(Target target, Objective objective) {
    Arrivals arrivals = arrivals();
    return new RateCourse(cell(target, arrivals.load(1)), objective, arrivals, this::tell);
  }

  private Arrivals arrivals() {
    return FindOptions.arrivals(Optional.ofNullable(load));
  }

  private RunDocument flooded(Target target, Optional<RunFolder> folder) {
    List<CellPlan> cells = List.of(cell(target, saidLoad()));
    ExperimentPlan plan = new ExperimentPlan(cells, 1, shared.seed()).every(flood.intervalNs());
    return experiment(target, plan, shared.quiet()).run(folder);
  }

  /** Only the cell that confirmed the rate is expected to be anything. */
  private RunDocument searched(
      Target target, RateCourse course, Optional<RunFolder> folder, Expectations expectations) {
    ExperimentPlan plan = new ExperimentPlan(List.of(), 1, shared.seed()).every(flood.intervalNs());
    RunDocument walked = experiment(target, plan, true).run(folder, course);
    RunDocument document = walked.searched(course.search());
    Optional<String> confirming = document.search().confirmingCell();
    return expectations.judge(
        document, cell -> confirming.filter(id -> id.equals(cell.id())).isPresent());
  }

  private Experiment experiment(Target target, ExperimentPlan plan, boolean quiet) {
    Progress progress =
        new Progress(System.err, SharedOptions.isTerminal(), quiet, plan.steps().size());
    return new Experiment(
        plan,
        shared.commandLine(),
        target.address(),
        interruption,
        progress,
        AgentsOptions.flooder(flooder, interruption));
  }

  private void tell(SearchStep step) {
    if (!shared.quiet()) {
      System.err.println(SearchText.line(step));
    }
  }

  private String saidLoad() {
    return load == null ? DEFAULT_LOAD : load;
  }

  private CellPlan cell(Target target, String saidLoad) {
    BitSet cpus = flood.loadCpus().orElseGet(Machine::cpus);
    Placement.of(Machine.cpus(), 1, flood.loadCpus());
    Placement placement = new Placement(new BitSet(), agents.areWanted() ? new BitSet() : cpus);
    // where the server runs is not known: unless we were given CPUs of our own, it may be on these
    boolean ownCpus = !target.address().isLocal() || flood.loadCpus().isPresent();
    FloodPlan plan = flood.plan(saidLoad, work, cpus, shared.seed()).at(target.text());
    plan = http.added(plan, target).onCpusOfItsOwn(ownCpus).allowingRemote(allowRemote);
    plan = flooder.map(AgentFlooder::threads).map(plan::byThreads).orElse(plan);
    return new CellPlan("000-load", new ExternalServer(target), placement, plan);
  }

  private void refuseRemote(Address address) {
    if (!address.isLocal() && !allowRemote) {
      throw new UsageException(
          address
              + " is not on this machine; say --allow-remote to flood it, if it is yours to flood");
    }
  }
}
