package dev.drover.cli;

import dev.drover.message.DroverException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The entry point. Exit codes: 0 done, 1 it did not succeed, 2 wrong usage. */
@Command(
        name = "drover",
        description = "Runs a flock of specialist agents on this machine, over a bus of files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        subcommands = {
            Init.class,
            Up.class,
            Down.class,
            Restart.class,
            Submit.class,
            RunCommand.class,
            StatusCommand.class,
            Watch.class,
            Runs.class,
            Show.class,
            Explain.class,
            Cancel.class,
            Retry.class,
            Pause.class,
            Resume.class,
            DeadLetterCommand.class,
            Agents.class,
            Logs.class,
            Audit.class,
            SettingsCommand.class,
            SchemaCommand.class,
            Completion.class,
            DemoCommand.class,
            SelftestCommand.class,
            DoctorCommand.class,
            ServiceCommand.class,
            AotTraining.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setExecutionExceptionHandler((e, line, result) -> failed(e, line))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    private static int failed(Exception e, CommandLine line) throws Exception {
        if (e instanceof DroverException || e instanceof WrongRequest) {
            line.getErr().println("drover: " + e.getMessage());
            line.getErr().flush();
            return e instanceof WrongRequest ? Exit.REFUSED : Exit.FAILED;
        }
        throw e;
    }
}
