package dev.drover.cli.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.daemon.DaemonFile;
import dev.drover.message.Json;
import dev.drover.message.RequestResult;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void a_python_project_comes_out_reviewed_tested_documented_and_committed_and_nothing_runs_on() throws Exception {
        List<String> missing = new Demo(folder, Optional.of(ProjectKind.PYTHON), "./drover", out).run();
        assertEquals(List.of(), missing, this::shown);
        String text = shown();
        assertTrue(text.contains("tests/test_cart.py:23  tests.test_cart.CartTest.test_a_discount"), text);
        assertTrue(text.contains("shop/settings.py:5"), text);
        assertFalse(text.contains(DemoProject.SECRET), text);
        assertTrue(text.contains("README.md"), text);
        assertTrue(text.contains("Drover-Request: demo"), text);
        assertTrue(text.contains("./drover up --detach"), text);
        assertNothingRuns();
        what_is_missing_is_told();
    }

    /** On the result of a demo that went well, since making one takes seconds. */
    private void what_is_missing_is_told() throws Exception {
        Home home = home();
        Path repository = folder.resolve("shop");
        DemoProject project = DemoProject.at(repository, ProjectKind.PYTHON);
        RepositoryState before = RepositoryState.of(project);
        RequestResult result = Json.read(Files.readAllBytes(home.outbox().resolve("demo.json")), RequestResult.class);
        Path review = home.root()
                .resolve(result.tasks().stream()
                        .filter(t -> t.agentType().equals("review"))
                        .findFirst()
                        .flatMap(t -> t.result())
                        .orElseThrow());
        Files.writeString(review, Files.readString(review).replace("settings.py", "elsewhere.py"));
        Files.writeString(repository.resolve("shop/cart.py"), "changed = True\n");
        Files.writeString(home.logs().resolve("leak.log"), "found " + DemoProject.SECRET);
        byte[] journal = Files.readAllBytes(home.journal());
        journal[200] ^= 1;
        Files.write(home.journal(), journal);

        var findings = new Findings(project, home, result, out);
        findings.show(before);
        findings.journal();
        String missing = String.join("\n", findings.missing());
        assertTrue(missing.contains("the secret in shop/settings.py:5 was not found"), missing);
        assertTrue(missing.contains("the secret itself stands in a log"), missing);
        assertTrue(missing.contains("the checked-out branch was touched"), missing);
        assertTrue(missing.contains("the journal does not verify"), missing);
        assertEquals(4, findings.missing().size(), missing);
    }

    private void assertNothingRuns() throws Exception {
        assertEquals(Optional.empty(), DaemonFile.running(home()));
        for (Path agent : Folders.list(home().claimed())) {
            assertFalse(
                    AgentIdentity.read(agent).filter(a -> a.process().isAlive()).isPresent(), agent + " still runs");
        }
    }

    private Home home() {
        return new Home(folder.resolve("home"));
    }

    private String shown() {
        return shown.toString(StandardCharsets.UTF_8);
    }
}
