package dev.drover.agent.backend;

import dev.drover.agent.specialist.Shell;
import dev.drover.message.Evidence;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One coding CLI that can be run. Immutable; runs at the same time do not meet. */
public final class CliBackend {
    /** Linux takes no more than 128 KiB as one argument (MAX_ARG_STRLEN). */
    private static final int MOST_OF_ARGUMENT = 100_000;

    private static final int MOST_OF_COMMAND = 2000;
    private static final int NOT_STARTED = 126;
    private static final int NOT_FOUND = 127;

    private final Definition definition;
    private final Map<String, String> own;

    CliBackend(Definition definition, Map<String, String> own) {
        this.definition = definition;
        this.own = Map.copyOf(own);
    }

    /** What definitions of agents call it. */
    public String name() {
        return definition.name();
    }

    /** The program: a name on the PATH or a whole path. */
    public String program() {
        return definition.program();
    }

    /** What a person does to get the program, as a command or a sentence. */
    public Optional<String> install() {
        return definition.install();
    }

    /** The program and the arguments that make it tell its version; empty when the file names none. */
    public List<String> versionCommand() {
        return definition.version().isEmpty()
                ? List.of()
                : Stream.concat(Stream.of(program()), definition.version().stream())
                        .toList();
    }

    /** The variables for keys that its file passes on, when the agent has none of them to give and the file none itself. */
    public List<String> missingKeys() {
        List<String> names = definition.pass().stream()
                .filter(name -> name.matches(".*(?:KEY|TOKEN)"))
                .toList();
        return names.stream()
                        .anyMatch(name -> own.containsKey(name)
                                || definition.environment().containsKey(name))
                ? List.of()
                : names;
    }

    /**
     * Runs it to its end. It sees the workspace, a HOME and a temporary folder of its own below the task's scratch
     * folder, and of the agent's environment only what its file passes on. Nothing of it runs any more afterwards. That
     * it is missing, fails or takes too long is told in what is returned.
     *
     * @throws IOException when the scratch folder cannot be written or the run's output cannot be read
     * @throws InterruptedException when the worker was told to stop; the program has been ended
     */
    public CliRun run(CliTask task, Shell shell) throws IOException, InterruptedException {
        if (!isInstalled(shell)) {
            return Verdict.notStarted(
                    program(),
                    NOT_FOUND,
                    "the program '%s' of the backend '%s' is not there%s"
                            .formatted(
                                    program(),
                                    name(),
                                    install()
                                            .map(how -> "; install it: " + how)
                                            .orElse("; put it on the agents' PATH")));
        }
        RunFolder folder = RunFolder.create(task.scratch(), name());
        Map<Placeholder, String> values = folder.values(definition, task);
        List<String> arguments = arguments(values);
        if (arguments.stream().anyMatch(CliBackend::isTooLong)) {
            return Verdict.notStarted(
                    shown(values),
                    NOT_STARTED,
                    "the prompt has more than %d bytes, which is too much for an argument; have council/backends/%s.yaml"
                                    .formatted(MOST_OF_ARGUMENT, name())
                            + " hand it over by 'stdin: prompt' or {prompt_file}");
        }
        folder.write(definition, task, values);
        Shell.Ran ran = shell.runAlone(
                arguments,
                task.workspace(),
                folder.environment(definition, values, own),
                definition.promptOnStdin() ? Optional.of(folder.prompt()) : Optional.empty(),
                limit(task));
        Evidence evidence = ran.evidence();
        return Verdict.of(
                name(),
                Transcript.of(definition.output(), ran.output(), folder.lastMessage()),
                ran,
                new Evidence(
                        shown(values),
                        evidence.exitCode(),
                        evidence.durationSeconds(),
                        evidence.outputSha256(),
                        evidence.log(),
                        evidence.tree()),
                limit(task));
    }

    private boolean isInstalled(Shell shell) {
        return program().startsWith("/") ? Files.isExecutable(Path.of(program())) : shell.has(program());
    }

    private List<String> arguments(Map<Placeholder, String> values) {
        return Stream.concat(
                        Stream.of(program()),
                        definition.arguments().stream().flatMap(part -> part.filled(values).stream()))
                .toList();
    }

    /** The command as it is told: a prompt may be long, and stands in the packet. */
    private String shown(Map<Placeholder, String> values) {
        var shown = new EnumMap<>(values);
        shown.put(Placeholder.PROMPT, "{prompt}");
        return Ids.printable(String.join(" ", arguments(shown)), MOST_OF_COMMAND);
    }

    private static boolean isTooLong(String argument) {
        return argument.getBytes(StandardCharsets.UTF_8).length > MOST_OF_ARGUMENT;
    }

    private Duration limit(CliTask task) {
        Duration own = definition.seconds().map(Duration::ofSeconds).orElse(task.limit());
        return own.compareTo(task.limit()) < 0 ? own : task.limit();
    }
}
