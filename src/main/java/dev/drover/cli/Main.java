package dev.drover.cli;

import dev.drover.cli.bench.BenchCommand;
import dev.drover.message.DroverException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The entry point. Exit codes: 0 done, 1 it did not succeed, 2 wrong usage. */
@Command(
        name = "drover",
        description = "Runs a flock of specialist agents on this machine, over a bus of files.",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class)
public final class Main {
    /** By name, so that a call makes only the command that it names: making all of them takes longer than most do. */
    private static final List<Map.Entry<String, Supplier<Object>>> COMMANDS = List.of(
            Map.entry("init", Init::new),
            Map.entry("up", Up::new),
            Map.entry("down", Down::new),
            Map.entry("restart", Restart::new),
            Map.entry("submit", Submit::new),
            Map.entry("run", RunCommand::new),
            Map.entry("status", StatusCommand::new),
            Map.entry("watch", Watch::new),
            Map.entry("runs", Runs::new),
            Map.entry("show", Show::new),
            Map.entry("report", ReportCommand::new),
            Map.entry("explain", Explain::new),
            Map.entry("cancel", Cancel::new),
            Map.entry("retry", Retry::new),
            Map.entry("codeword", CodewordCommand::new),
            Map.entry("deployments", Deployments::new),
            Map.entry("pause", Pause::new),
            Map.entry("resume", Resume::new),
            Map.entry("deadletter", DeadLetterCommand::new),
            Map.entry("gc", Gc::new),
            Map.entry("agents", Agents::new),
            Map.entry("logs", Logs::new),
            Map.entry("audit", Audit::new),
            Map.entry("settings", SettingsCommand::new),
            Map.entry("model", ModelCommand::new),
            Map.entry("knowledge", KnowledgeCommand::new),
            Map.entry("learn", LearnCommand::new),
            Map.entry("schema", SchemaCommand::new),
            Map.entry("completion", Completion::new),
            Map.entry("demo", DemoCommand::new),
            Map.entry("selftest", SelftestCommand::new),
            Map.entry("doctor", DoctorCommand::new),
            Map.entry("bench", BenchCommand::new),
            Map.entry("conformance", ConformanceCommand::new),
            Map.entry("service", ServiceCommand::new),
            Map.entry("aot-training", AotTraining::new));

    private Main() {}

    public static void main(String[] args) {
        System.exit(commandLine(args).execute(args));
    }

    /** With every command. */
    static CommandLine commandLine() {
        return with(COMMANDS);
    }

    /** With the command that is called, and with every one where it takes all to answer. */
    static CommandLine commandLine(String... args) {
        List<Map.Entry<String, Supplier<Object>>> called = COMMANDS.stream()
                .filter(command -> args.length > 0 && command.getKey().equals(args[0]))
                .filter(command -> !command.getKey().equals("completion"))
                .toList();
        return with(called.isEmpty() ? COMMANDS : called);
    }

    private static CommandLine with(List<Map.Entry<String, Supplier<Object>>> commands) {
        CommandLine all = new CommandLine(new Main());
        commands.forEach(command ->
                all.addSubcommand(command.getKey(), command.getValue().get()));
        return all.setExecutionExceptionHandler((e, line, result) -> failed(e, line))
                .setParameterExceptionHandler((e, args) -> misused(e))
                .setCaseInsensitiveEnumValuesAllowed(true);
    }

    /** What is wrong, and where to read on: the whole help would hide it. */
    private static int misused(ParameterException e) {
        CommandLine line = e.getCommandLine();
        String name = line.getCommandSpec().qualifiedName();
        line.getErr().println(name + ": " + e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, line.getErr());
        line.getErr().println("how it is used: " + name + " --help");
        line.getErr().flush();
        return Exit.REFUSED;
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
