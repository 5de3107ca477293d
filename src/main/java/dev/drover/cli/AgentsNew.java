package dev.drover.cli;

import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.builtin.Specialists;
import dev.drover.bus.Home;
import dev.drover.cli.view.Text;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Backend;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.council.draft.Author;
import dev.drover.council.draft.Draft;
import dev.drover.council.draft.NoDraft;
import dev.drover.council.draft.Wanted;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Makes a specialist out of a sentence. */
@Command(
        name = "new",
        description = {
            "Writes council/agents/<name>.md for a new specialist. The model of the settings writes its prompt when",
            "model.enabled is true; else it is put together from those that come with Drover."
        },
        mixinStandardHelpOptions = true)
final class AgentsNew implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Parameters(paramLabel = "DESCRIPTION", description = "What it is for, such as 'A specialist for Python testing'")
    private String description = "";

    @Option(
            names = "--domain",
            required = true,
            paramLabel = "TYPE",
            description = "The type of its tasks: one that is there (coding, testing, …) or a new one")
    private String domain = "";

    @Option(
            names = "--capabilities",
            required = true,
            paramLabel = "NAME[,NAME...]",
            description = "What tasks may ask it for, with commas")
    private List<String> capabilities = new ArrayList<>();

    @Option(names = "--name", paramLabel = "NAME", description = "Its name (default: after the description)")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--backend",
            paramLabel = "NAME",
            description = "Who does its work: builtin, external, or a coding CLI of council/backends")
    private Optional<String> backend = Optional.empty();

    @Option(names = "--model", paramLabel = "NAME", description = "The model that it is to ask")
    private Optional<String> model = Optional.empty();

    @Option(names = "--no-model", description = "Have no model write the prompt")
    private boolean noModel;

    @Option(names = "--print", description = "Print the file and write nothing")
    private boolean print;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Home where = home.find();
        AgentDefinitions before = AgentDefinitions.load(where.agentDefinitions());
        var author = new Author(where.agentDefinitions(), before);
        Draft draft = draft(where, author);
        if (print) {
            output.text(draft.text());
            return Exit.DONE;
        }
        Path file = draft.publish(where.agentDefinitions());
        output.lines(told(where.name(file), draft, before, hasMind(where, draft.definition())));
        return Exit.DONE;
    }

    /** What a person gives is checked before a model is asked for anything. */
    private Draft draft(Home where, Author author) throws IOException, InterruptedException {
        Wanted wanted;
        Draft builtIn;
        try {
            wanted = new Wanted(
                    description,
                    domain,
                    // With what stands empty between commas, which is refused.
                    capabilities.stream()
                            .flatMap(words -> Stream.of(words.split(",", -1)))
                            .map(String::strip)
                            .toList(),
                    name,
                    backend,
                    model);
            builtIn = author.builtIn(wanted);
        } catch (DroverException e) {
            throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
        }
        Settings.Model settings =
                Settings.load(where.settings(), System.getenv()).settings().model();
        if (noModel || !settings.enabled()) {
            return builtIn;
        }
        try {
            return author.byModel(wanted, ModelAccess.of(where, settings, System.getenv(), Clock.systemUTC()));
        } catch (NoDraft e) {
            output.note("the model " + Text.line(settings.text()) + " wrote no prompt: " + Text.line(e.why())
                    + "; so it is one without a model");
            return builtIn;
        }
    }

    private static boolean hasMind(Home where, AgentDefinition made) {
        return made.cli().isPresent()
                || Settings.load(where.settings(), System.getenv())
                        .settings()
                        .model()
                        .enabled();
    }

    private static List<String> told(String file, Draft draft, AgentDefinitions before, boolean hasMind) {
        AgentDefinition made = draft.definition();
        AgentDefinitions after = before.with(made);
        List<String> lines = new ArrayList<>();
        lines.add("written: " + Text.line(file) + " (its prompt: " + Text.line(draft.origin()) + ")");
        if (before.ofType(made.type()).isEmpty()) {
            lines.add("'" + made.type() + "' is a new type: it gets a queue and agents of its own");
        }
        for (String capability : made.capabilities()) {
            lines.add(capability + ": " + who(after.forCapability(capability)) + had(capability, before)
                    + whoElse(after.forCapability(capability), made));
        }
        if (!after.ofType(made.type()).equals(before.ofType(made.type()))
                && before.ofType(made.type()).isPresent()) {
            lines.add("tasks of the type '" + made.type() + "' that ask for none that is defined: " + made.name()
                    + ", since its file comes first by name");
        }
        if (made.backend() == Backend.EXTERNAL) {
            lines.add("Drover starts no agents for it: you do (backend: external)");
        } else if (!hasMind && made.command().isEmpty()) {
            undone(made, after)
                    .map(tasks ->
                            "nothing does " + tasks + " yet, not even those that another type does without a model:"
                                    + " they will be blocked until model.enabled is true, or the file names a coding CLI as `backend`"
                                    + " or a `command`")
                    .ifPresent(lines::add);
        }
        lines.add(
                "a daemon that runs takes it up within five seconds; read the file, and edit or remove it as you like");
        return lines;
    }

    /** Which of the tasks that it gets the specialist of its type cannot do without a model. */
    private static Optional<String> undone(AgentDefinition made, AgentDefinitions after) {
        Optional<Specialist> specialist = Specialists.forType(made.type());
        if (specialist.isEmpty()) {
            return Optional.of("its tasks");
        }
        List<String> undone = made.capabilities().stream()
                .filter(capability ->
                        after.forCapability(capability).filter(made::equals).isPresent()
                                && !specialist.get().canDo(capability))
                .toList();
        return undone.isEmpty() ? Optional.empty() : Optional.of("tasks of " + String.join(", ", undone));
    }

    private static String whoElse(Optional<AgentDefinition> definition, AgentDefinition made) {
        return definition
                .filter(d -> !d.name().equals(made.name()))
                .map(d -> "; " + made.name() + " gets none of these, since " + d.file()
                        + " comes first by name: rename one of the files, or take the capability out of the other")
                .orElse("");
    }

    private static String who(Optional<AgentDefinition> definition) {
        return definition
                .map(d -> "tasks go to " + d.name() + " (type " + d.type() + ")")
                .orElse("nobody gets such tasks");
    }

    private static String had(String capability, AgentDefinitions before) {
        List<String> names = before.definitions().stream()
                .filter(definition -> definition.capabilities().contains(capability))
                .map(definition -> definition.name())
                .toList();
        return names.isEmpty() ? "; no agent had this before" : "; before: " + String.join(", ", names);
    }
}
