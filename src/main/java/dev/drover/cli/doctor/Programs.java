package dev.drover.cli.doctor;

import dev.drover.cli.home.Tool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;

/** The programs that agents call. They are asked for their versions at the same time, since some take long. */
final class Programs {
    private static final Duration ANSWER = Duration.ofSeconds(20);

    /**
     * One program.
     *
     * @param use what it is needed for
     * @param needed whether Drover itself cannot do without it
     */
    private record Program(String name, String use, boolean needed, String install) {}

    private static final List<Program> ALL = List.of(
            new Program("setsid", "to run commands in groups of their own", true, "apt-get install util-linux"),
            new Program("git", "by the git agent, and to list a project's files", true, "apt-get install git"),
            new Program("python3", "to test Python projects", false, "apt-get install python3"),
            new Program("mvn", "to test Maven projects, and to build Drover", false, "apt-get install maven"),
            new Program("npm", "to test npm projects", false, "apt-get install npm"),
            new Program("make", "to test projects with a Makefile", false, "apt-get install make"));

    Map<String, Doctor.Look> looks() {
        Map<String, Doctor.Look> looks = new LinkedHashMap<>();
        looks.put("programs", Programs::all);
        looks.put("git identity", Programs::gitIdentity);
        return looks;
    }

    private static List<Diagnosis> all() throws IOException, InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Diagnosis>> asked = new ArrayList<>();
            ALL.forEach(program -> asked.add(CompletableFuture.supplyAsync(() -> look(program), threads)));
            List<Diagnosis> found = new ArrayList<>();
            for (CompletableFuture<Diagnosis> one : asked) {
                found.add(one.get());
            }
            return found;
        } catch (ExecutionException e) {
            throw new IOException("the programs could not be asked: " + e.getCause(), e);
        }
    }

    private static Diagnosis look(Program program) {
        if (Tool.find(program.name()).isEmpty()) {
            String missing = "not on the PATH; it is needed " + program.use();
            return program.needed()
                    ? Diagnosis.problem(program.name(), missing, program.install())
                    : Diagnosis.ok(program.name(), missing + " only (" + program.install() + ")");
        }
        try {
            Tool.Answer answer = Tool.run(Path.of("/"), Map.of(), ANSWER, List.of(program.name(), "--version"));
            return answer.ok()
                    ? Diagnosis.ok(program.name(), answer.firstLine())
                    : Diagnosis.warning(
                            program.name(),
                            "it is there and does not work: " + answer.firstLine(),
                            "run " + program.name() + " --version and see; it is needed " + program.use());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Diagnosis.warning(program.name(), "it was not asked to the end", "run drover doctor again");
        }
    }

    private static List<Diagnosis> gitIdentity() throws IOException, InterruptedException {
        if (Tool.find("git").isEmpty()) {
            return List.of();
        }
        Tool.Answer name = Tool.run(Path.of("/"), Map.of(), ANSWER, List.of("git", "config", "user.name"));
        Tool.Answer mail = Tool.run(Path.of("/"), Map.of(), ANSWER, List.of("git", "config", "user.email"));
        return List.of(
                name.ok() && mail.ok()
                        ? Diagnosis.ok("git identity", name.firstLine() + " <" + mail.firstLine() + ">")
                        : Diagnosis.warning(
                                "git identity",
                                "git knows no name and address for commits, except in repositories that set them",
                                "git config --global user.name '…' and git config --global user.email '…'"));
    }
}
