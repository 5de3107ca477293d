package dev.drover.cli;

import dev.drover.cli.model.PullProgress;
import dev.drover.cli.model.Trial;
import dev.drover.cli.view.Table;
import dev.drover.cli.view.Terminal;
import dev.drover.cli.view.Text;
import dev.drover.council.ModelAccess;
import dev.drover.council.ModelServer;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import dev.drover.model.Endpoint.Protocol;
import dev.drover.model.ModelException;
import dev.drover.model.ModelInfo;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The local model server of the settings {@code model.*}. */
@Command(
        name = "model",
        description = "Looks at the local model server, fetches models, tries them, and tells what was used.",
        subcommands = {
            ModelCommand.Setup.class,
            ModelCommand.Lists.class,
            ModelCommand.Pull.class,
            ModelCommand.Test.class,
            ModelSpent.class
        },
        mixinStandardHelpOptions = true)
final class ModelCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec command;

    @Override
    public Integer call() {
        throw new ParameterException(
                command.commandLine(),
                "Say what to do: drover model setup, list, pull [MODEL], test [MODEL], or spent");
    }

    /** What all of them do: ask the server, and say in one sentence what is wrong. */
    abstract static class Asking implements Callable<Integer> {
        @Mixin
        private HomeOption home = new HomeOption();

        @Mixin
        Output output = new Output();

        @Override
        public final Integer call() throws InterruptedException {
            Settings settings =
                    Settings.load(home.find().settings(), System.getenv()).settings();
            try {
                return ask(ModelServer.of(settings.model(), System.getenv()));
            } catch (ModelException e) {
                throw new DroverException(e.getMessage(), e);
            }
        }

        abstract int ask(ModelServer server) throws ModelException, InterruptedException;

        final void fetch(ModelServer server, String model) throws ModelException, InterruptedException {
            output.line("fetching " + Text.line(model));
            try (var progress = new PullProgress(output::text, Terminal.isLive(System.getenv()))) {
                server.pull(model, progress);
            }
        }

        /** Tries each, also when one before it failed. */
        final int tryAll(ModelServer server, Iterable<String> models) throws InterruptedException {
            ModelAccess access = ModelAccess.of(home.find(), server.settings(), System.getenv(), Clock.systemUTC());
            boolean all = true;
            for (String model : models) {
                String told;
                boolean usable = false;
                // It may have to be loaded first, and others of this home may be asking by now.
                output.line("asking  " + Text.line(model) + " when it is its turn");
                try {
                    Trial trial = Trial.of(access, model);
                    told = trial.told();
                    usable = trial.usable();
                } catch (ModelException e) {
                    told = e.getMessage();
                }
                output.line((usable ? "ok      " : "failed  ") + Text.line(model) + ": " + told);
                all &= usable;
            }
            for (String model : models) {
                server.tooSmallWindow(model).ifPresent(why -> output.line("warning " + Text.line(model) + ": " + why));
            }
            return all ? Exit.DONE : Exit.FAILED;
        }
    }

    /** Everything at once. */
    @Command(
            name = "setup",
            description = "Looks for the server, fetches the models of the settings that it does not have, tries each.",
            mixinStandardHelpOptions = true)
    static final class Setup extends Asking {
        @Override
        int ask(ModelServer server) throws ModelException, InterruptedException {
            List<ModelInfo> there = server.client().models();
            output.line("the model server at " + server.settings().endpoint() + " answers and has "
                    + Text.count(there.size(), "model"));
            for (String model : server.wanted().keySet()) {
                if (!ModelServer.has(there, model)) {
                    fetch(server, model);
                }
            }
            int code = tryAll(server, server.wanted().keySet());
            if (code == Exit.DONE && !server.settings().enabled()) {
                output.line("nothing asks these models yet; to switch that on, set 'enabled: true' under 'model:' in "
                        + "council/drover.yaml, or DROVER_MODEL_ENABLED=true");
            }
            return code;
        }
    }

    /** What is there. */
    @Command(
            name = "list",
            description = "Lists the models that the server has, and those of the settings that it does not have.",
            mixinStandardHelpOptions = true)
    static final class Lists extends Asking {
        @Option(names = "--json", description = "Print JSON")
        private boolean json;

        @Override
        int ask(ModelServer server) throws ModelException, InterruptedException {
            List<ModelInfo> there = server.client().models();
            Map<String, String> missing = new LinkedHashMap<>(server.wanted());
            missing.keySet().removeIf(model -> ModelServer.has(there, model));
            Set<String> loaded = server.loaded();
            if (json) {
                output.json(Map.of(
                        "endpoint",
                        server.settings().endpoint(),
                        "models",
                        there,
                        "loaded",
                        loaded,
                        "missing",
                        missing.keySet()));
                return Exit.DONE;
            }
            var table = new Table("model", ">size", "loaded", "used for");
            there.forEach(model -> table.row(
                    model.name(),
                    model.bytes().isPresent() ? Text.bytes(model.bytes().getAsLong()) : "",
                    loaded.contains(model.name()) ? "yes" : "",
                    usedFor(server, model.name())));
            List<String> lines = new ArrayList<>();
            if (!table.isEmpty()) {
                lines.addAll(table.lines(output.style()));
                lines.add("");
            }
            String advice = server.settings().protocol() == Protocol.OLLAMA ? "; get it with: drover model pull" : "";
            missing.forEach(
                    (model, use) -> lines.add("not there: " + Text.line(model) + " (for " + use + ")" + advice));
            lines.add("server: " + server.settings().endpoint());
            output.lines(lines);
            return Exit.DONE;
        }

        private static String usedFor(ModelServer server, String name) {
            return server.wanted().entrySet().stream()
                    .filter(wanted -> ModelServer.isSame(wanted.getKey(), name))
                    .map(Map.Entry::getValue)
                    .findFirst()
                    .orElse("");
        }
    }

    /** Fetches. */
    @Command(
            name = "pull",
            description = "Has the server fetch models (default: those of the settings), and tries each.",
            mixinStandardHelpOptions = true)
    static final class Pull extends Asking {
        @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Names of models, such as codellama:7b")
        private List<String> models = new ArrayList<>();

        @Override
        int ask(ModelServer server) throws ModelException, InterruptedException {
            List<String> wanted = models.isEmpty() ? List.copyOf(server.wanted().keySet()) : models;
            for (String model : wanted) {
                fetch(server, model);
            }
            return tryAll(server, wanted);
        }
    }

    /** Tries. */
    @Command(
            name = "test",
            description = "Asks each model (default: those of the settings) one small question under a schema.",
            footer = {"", "Exit codes: 0 all can be used, 1 one cannot."},
            mixinStandardHelpOptions = true)
    static final class Test extends Asking {
        @Parameters(paramLabel = "MODEL", arity = "0..*", description = "Names of models, such as codellama:7b")
        private List<String> models = new ArrayList<>();

        @Override
        int ask(ModelServer server) throws InterruptedException {
            return tryAll(server, models.isEmpty() ? server.wanted().keySet() : models);
        }
    }
}
