package dev.drover.cli.demo;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Home;
import dev.drover.cli.home.Conversation;
import dev.drover.message.Artifact;
import dev.drover.message.DroverException;
import dev.drover.message.Finding;
import dev.drover.message.PacketResult;
import dev.drover.message.RequestResult;
import dev.drover.message.RequestStatus;
import dev.drover.message.TaskReport;
import dev.drover.report.ReportPage;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows what the agents found and did, and holds each of it against what was planted. */
final class Findings {
    private static final int DOCUMENT_LINES = 12;

    private final DemoProject project;
    private final Home home;
    private final RequestResult result;
    private final PrintStream out;
    private final List<PacketResult> results = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    Findings(DemoProject project, Home home, RequestResult result, PrintStream out) throws IOException {
        this.project = project;
        this.home = home;
        this.result = result;
        this.out = out;
        for (TaskReport task : result.tasks()) {
            if (task.result().isPresent()) {
                results.add(Conversation.resultOf(home, task));
            }
        }
    }

    /** What should have been found or done, and was not. */
    List<String> missing() {
        return List.copyOf(missing);
    }

    void show(RepositoryState before) throws IOException, InterruptedException {
        require(
                result.status() == RequestStatus.COMPLETED,
                "the request ended " + result.status().wire() + " and not completed: " + result.summary());
        out.println("What the agents found");
        failingTest();
        secret();
        out.println();
        out.println("What they did");
        document();
        commit(before);
        untouched(before);
    }

    private void failingTest() {
        Optional<Finding> test = findings()
                .filter(f -> f.rule().equals("test.failed")
                        && f.message().contains(project.kind().failingTest()))
                .findFirst();
        test.ifPresent(f -> out.println("   failing test   " + place(f) + "  "
                + f.message().lines().findFirst().orElse("")));
        require(test.isPresent(), "the failing test " + project.kind().failingTest() + " was not found");
    }

    private void secret() throws IOException {
        int line = project.secretLine();
        Optional<Finding> secret = findings()
                .filter(f -> f.rule().startsWith("secret.")
                        && f.file().equals(Optional.of(project.kind().secretFile()))
                        && f.line().equals(Optional.of(line)))
                .findFirst();
        secret.ifPresent(f -> out.println("   secret         " + place(f) + "  " + f.message()));
        require(secret.isPresent(), "the secret in " + project.kind().secretFile() + ":" + line + " was not found");
        require(!anywhereBelow(home.root(), DemoProject.SECRET), "the secret itself stands in a log or a result");
    }

    private void document() throws IOException {
        Optional<Artifact> artifact = results.stream()
                .filter(r -> r.agentType().equals("documentation"))
                .flatMap(r -> r.artifacts().stream())
                .findFirst();
        require(artifact.isPresent(), "no documentation was written");
        if (artifact.isEmpty()) {
            return;
        }
        Path file = project.root().resolve(artifact.get().path());
        List<String> lines = Files.isRegularFile(file) ? Files.readAllLines(file) : List.of();
        require(lines.size() > 3, "the documentation " + file + " says nothing");
        out.println("   documentation  " + file + " (" + lines.size() + " lines), which begins");
        lines.stream().limit(DOCUMENT_LINES).forEach(line -> out.println("      | " + line));
    }

    private void commit(RepositoryState before) throws IOException, InterruptedException {
        Optional<String> hash = results.stream()
                .map(PacketResult::commit)
                .flatMap(Optional::stream)
                .findFirst();
        String branch = "drover/" + result.requestId();
        require(hash.isPresent(), "nothing was committed");
        if (hash.isEmpty()) {
            return;
        }
        require(
                project.git("rev-parse", "refs/heads/" + branch).equals(hash.get()),
                "the branch " + branch + " does not point at the commit");
        require(
                project.git("rev-parse", hash.get() + "^").equals(before.commit()),
                "the commit does not stand on the project's own last commit");
        List<String> files = project.git("diff-tree", "--no-commit-id", "--name-only", "-r", hash.get())
                .lines()
                .toList();
        require(!files.isEmpty(), "the commit has no files");
        String trailers = project.git("log", "-1", "--format=%(trailers)", hash.get());
        require(
                trailers.contains("Drover-Request: " + result.requestId()),
                "the commit does not say which request it is from");
        out.println("   commit         " + hash.get().substring(0, 12) + " on the branch " + branch + ": "
                + project.git("log", "-1", "--format=%s", hash.get()));
        out.println("                  files: " + String.join(", ", files));
        trailers.lines().filter(line -> !line.isBlank()).forEach(line -> out.println("                  " + line));
    }

    private void untouched(RepositoryState before) throws IOException, InterruptedException {
        RepositoryState now = RepositoryState.of(project);
        boolean same = now.equals(before);
        require(same, "the checked-out branch was touched: it was " + before + " and is " + now);
        if (same) {
            out.println("   your branch    " + now.head().replace("refs/heads/", "") + " is checked out at "
                    + now.commit().substring(0, 12)
                    + " as before; what was staged, and every file that git knows, is as it was");
        }
    }

    /** To be called when the daemon has stopped, so that the journal is whole. */
    void journal() throws IOException {
        out.println();
        try {
            ChainReader.Summary chain = ChainReader.read(home.journal(), line -> {});
            require(chain.lines() > 0 && chain.tornBytes() == 0, "the journal is not whole");
            out.println("Journal verified: " + chain.lines() + " lines, each bound to the one before it; head "
                    + chain.head().hash().substring(0, 16) + "…");
        } catch (DroverException e) {
            require(false, "the journal does not verify: " + e.getMessage());
        }
    }

    void farewell(String launcher, Path folder) {
        out.println("The daemon and its agents have ended; nothing of the demo is left running.");
        out.println();
        out.println("Look at it");
        out.println("   report         xdg-open " + home.run(result.requestId()).resolve(ReportPage.HTML));
        out.println("   result         cat " + home.outbox().resolve(result.requestId() + ".json"));
        out.println("   journal        less " + home.journal());
        out.println("   logs           ls " + home.logs() + " " + home.agentLogs());
        out.println("   task by task   ls " + home.run(result.requestId()));
        out.println("   the commit     git -C " + project.root() + " show drover/" + result.requestId());
        out.println();
        out.println("The same for a project of yours");
        out.println("   " + launcher + " init ~/drover-home");
        out.println("   " + launcher + " up --detach --home ~/drover-home");
        out.println("   " + launcher + " run '" + Demo.REQUEST
                + "' --workspace /path/to/your/repository --home ~/drover-home");
        out.println("   tail -f ~/drover-home/logs/master.jsonl");
        out.println("   " + launcher + " down --home ~/drover-home");
    }

    private Stream<Finding> findings() {
        return results.stream().flatMap(r -> r.findings().stream());
    }

    private static String place(Finding finding) {
        return finding.file()
                .map(file -> file + finding.line().map(line -> ":" + line).orElse(""))
                .orElse("somewhere");
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            missing.add(otherwise);
        }
    }

    private static boolean anywhereBelow(Path root, String text) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(text)) {
                    return true;
                }
            }
            return false;
        }
    }
}
