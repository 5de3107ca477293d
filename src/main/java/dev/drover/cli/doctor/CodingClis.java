package dev.drover.cli.doctor;

import dev.drover.agent.backend.CliBackend;
import dev.drover.agent.backend.CliBackends;
import dev.drover.bus.Home;
import dev.drover.cli.home.Tool;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.message.Ids;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** The coding CLIs that the home has files for: those that are installed, and those that definitions name. */
final class CodingClis {
    private static final Duration ANSWER = Duration.ofSeconds(5);
    private static final String TOPIC = "coding CLIs";

    private final Home home;
    private final Map<String, String> environment;

    CodingClis(Home home, Map<String, String> environment) {
        this.home = home;
        this.environment = environment;
    }

    Map<String, Doctor.Look> looks() {
        return Map.of(TOPIC, this::all);
    }

    /** They are asked at the same time, since some take seconds for their version. */
    private List<Diagnosis> all() throws IOException, InterruptedException {
        CliBackends backends = CliBackends.load(home.backends());
        List<AgentDefinition> definitions =
                AgentDefinitions.load(home.agentDefinitions()).definitions();
        List<Diagnosis> found = new ArrayList<>();
        backends.broken()
                .forEach(file -> found.add(Diagnosis.problem(
                        TOPIC, file.toString(), "correct the file in " + home.name(home.backends()))));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Optional<Diagnosis>>> asked = new ArrayList<>();
            for (CliBackend backend : backends.all()) {
                String users = users(backend, definitions);
                asked.add(CompletableFuture.supplyAsync(() -> look(backend, users), threads));
            }
            for (CompletableFuture<Optional<Diagnosis>> one : asked) {
                one.get().ifPresent(found::add);
            }
        } catch (ExecutionException e) {
            throw new IOException("the coding CLIs could not be asked: " + e.getCause(), e);
        }
        return found.isEmpty() ? List.of(Diagnosis.ok(TOPIC, "none is on the PATH, and no agent names one")) : found;
    }

    private static String users(CliBackend backend, List<AgentDefinition> definitions) {
        return definitions.stream()
                .filter(definition -> definition.cli().equals(Optional.of(backend.name())))
                .map(AgentDefinition::name)
                .collect(Collectors.joining(", "));
    }

    private Optional<Diagnosis> look(CliBackend backend, String users) {
        String use = users.isEmpty() ? "; no agent names it" : "; used by " + users;
        Optional<Path> program = program(backend);
        if (program.isEmpty()) {
            return users.isEmpty()
                    ? Optional.empty()
                    : Optional.of(Diagnosis.warning(
                            backend.name(),
                            "its program " + backend.program() + " is not on the PATH" + use,
                            backend.install().orElse("install it, or name another backend")));
        }
        List<String> command = new ArrayList<>(backend.versionCommand());
        if (command.isEmpty()) {
            return Optional.of(Diagnosis.ok(backend.name(), program.get() + use));
        }
        command.set(0, program.get().toString());
        try {
            Tool.Answer answer = Tool.run(Path.of("/"), Map.of(), ANSWER, command);
            String said = Ids.printable(answer.firstLine());
            return Optional.of(
                    answer.ok()
                            ? Diagnosis.ok(backend.name(), said + use)
                            : Diagnosis.warning(
                                    backend.name(),
                                    "it is there and does not tell its version: " + said + use,
                                    "run " + String.join(" ", backend.versionCommand()) + " and see"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(
                    Diagnosis.warning(backend.name(), "it was not asked to the end", "run drover doctor again"));
        }
    }

    private Optional<Path> program(CliBackend backend) {
        return backend.program().startsWith("/")
                ? Optional.of(Path.of(backend.program())).filter(Files::isExecutable)
                : Tool.find(backend.program(), environment);
    }
}
