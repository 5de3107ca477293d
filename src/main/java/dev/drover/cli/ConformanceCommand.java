package dev.drover.cli;

import dev.drover.cli.conformance.Examination;
import dev.drover.cli.conformance.ExaminationReport;
import dev.drover.conformance.Check;
import dev.drover.conformance.Suite;
import dev.drover.message.DroverException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says whether an agent program keeps to the bus protocol. */
@Command(
        name = "conformance",
        description = {
            "Runs an agent program against the bus protocol, in temporary homes where the suite plays the daemon.",
            "COMMAND is started as Drover starts an agent: in the home, with DROVER_HOME, DROVER_AGENT_ID and",
            "DROVER_AGENT_TYPE. Words of it that name files here may be relative. Exit code 0 when every required",
            "check passes."
        },
        mixinStandardHelpOptions = true)
final class ConformanceCommand implements Callable<Integer> {
    @Mixin
    private Output output = new Output();

    @Option(names = "--own", description = "Examine Drover's own agent")
    private boolean own;

    @Option(names = "--list", description = "List the checks and make none")
    private boolean list;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Make only these checks")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--type",
            paramLabel = "TYPE",
            description = "Type of agent that it is started as (default: ${DEFAULT-VALUE})")
    private String type = "testing";

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            description = {
                "How long to wait for what the agent does as soon as it can, its start included",
                "(default: ${DEFAULT-VALUE})"
            })
    private int patience = 20;

    @Option(names = "--keep", description = "Keep the folder with the homes (default: it is removed)")
    private boolean keep;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "The agent program and its arguments, after --")
    private List<String> command = new ArrayList<>();

    @Override
    public Integer call() throws Exception {
        List<Check> checks = Suite.checks(only);
        var report = new ExaminationReport(output.out(), json);
        if (list) {
            report.list(checks);
            return Exit.DONE;
        }
        if (patience < 1) {
            throw new DroverException("--patience is " + patience + " seconds; give it at least 1");
        }
        return Examination.of(command, own, type, Duration.ofSeconds(patience), keep)
                        .run(checks, report)
                ? Exit.DONE
                : Exit.FAILED;
    }
}
