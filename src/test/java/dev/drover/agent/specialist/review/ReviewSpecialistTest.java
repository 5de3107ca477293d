package dev.drover.agent.specialist.review;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Artifact;
import dev.drover.message.Finding;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReviewSpecialistTest {
    /** Put together here, so that the source of this test holds no token. */
    private static final String TOKEN = "gh" + "p_" + "aB3dE5fG7hJ9kL1mN3pQ5rS7tU9vW1xY3zA5";

    @TempDir
    private Path temp;

    private Bench bench;

    @BeforeEach
    void open() throws IOException {
        bench = new Bench(temp);
    }

    @Test
    void does_only_what_its_capabilities_name() {
        var specialist = new ReviewSpecialist();
        for (String capability : List.of("review_code", "security_review", "scan_secrets")) {
            assertTrue(specialist.canDo(bench.assignment("review", capability).packet()));
        }
        assertFalse(specialist.canDo(bench.assignment("review", "judge_design").packet()));
    }

    @Test
    void a_secret_is_reported_with_its_place_and_never_itself() throws Exception {
        bench.write("src/config.js", "// settings\nconst t = '" + TOKEN + "';\n");
        Outcome outcome = run("scan_secrets");
        Finding finding = outcome.findings().getFirst();
        assertEquals("secret.github-token", finding.rule());
        assertEquals(Optional.of("src/config.js"), finding.file());
        assertEquals(Optional.of(2), finding.line());
        String page = Files.readString(bench.artifacts().resolve("review.md"));
        assertFalse((outcome + page).contains(TOKEN.substring(0, 6)));
        assertTrue(finding.message().contains("40 characters"), finding.message());
    }

    @Test
    void findings_are_sorted_worst_first_and_counted() throws Exception {
        bench.write("a.py", "import pdb; pdb.set_trace()\n# TODO later\n")
                .write("b.js", "token('" + TOKEN + "')\n")
                .write(
                        "id_rsa",
                        "-----BEGIN OPENSSH " + "PRIVATE KEY-----\n" + "b3BlbnNzaC1rZXktdjEAAAAABG5vbmU".repeat(2)
                                + "\n")
                .write("c.js", "console.log('here');\n");
        Outcome outcome = run("review_code");
        assertEquals(ResultStatus.COMPLETED, outcome.status());
        assertEquals(
                List.of(Severity.CRITICAL, Severity.HIGH, Severity.MEDIUM, Severity.LOW, Severity.INFO),
                outcome.findings().stream().map(Finding::severity).toList());
        assertEquals(4L, outcome.data().get("files.scanned"));
        assertEquals(1L, outcome.data().get("findings.critical"));
        assertEquals(1L, outcome.data().get("findings.high"));
        assertEquals(5L, outcome.data().get("findings.total"));
        assertTrue(outcome.summary().startsWith("5 findings in 4 files: 1 critical, 1 high"), outcome.summary());
    }

    @Test
    void the_capability_decides_the_rules() throws Exception {
        bench.write("a.py", "breakpoint()\nrequests.get(url, verify=False)\n");
        assertEquals(List.of(), rules(run("scan_secrets")));
        assertEquals(List.of("risk.tls-unchecked"), rules(run("security_review")));
        assertEquals(List.of("risk.tls-unchecked", "leftover.debugger"), rules(run("review_code")));
    }

    @Test
    void a_clean_workspace_is_completed_without_findings() throws Exception {
        bench.write("a.py", "print('hello')\n");
        Outcome outcome = run("review_code");
        assertEquals("Nothing was found in 1 file.", outcome.summary());
    }

    @Test
    void binaries_and_large_files_are_left_out_and_counted() throws Exception {
        bench.write("a.bin", "\0" + TOKEN)
                .write("b.txt", TOKEN + "x".repeat(1 << 20))
                .write("c.txt", "fine");
        Outcome outcome = run("scan_secrets");
        assertEquals(List.of(), outcome.findings());
        assertEquals(1L, outcome.data().get("files.skipped_binary"));
        assertEquals(1L, outcome.data().get("files.skipped_large"));
        assertTrue(outcome.summary().contains("1 larger than 1 MiB"), outcome.summary());
    }

    @Test
    void links_are_not_followed_with_git_and_without() throws Exception {
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), TOKEN);
        Files.createSymbolicLink(bench.workspace().resolve("link.txt"), outside.resolve("secret.txt"));
        Files.createSymbolicLink(bench.workspace().resolve("folder"), outside);
        assertEquals(List.of(), run("scan_secrets").findings());
        assertEquals(2L, run("scan_secrets").data().get("files.skipped_links"));
        bench.repository().commitAll();
        assertEquals(List.of(), run("scan_secrets").findings());
    }

    @Test
    void a_tracked_file_below_a_folder_that_became_a_link_is_not_read() throws Exception {
        bench.repository().write("folder/secret.txt", "nothing").commitAll();
        Files.delete(bench.workspace().resolve("folder/secret.txt"));
        Files.delete(bench.workspace().resolve("folder"));
        Path outside = Files.createDirectory(temp.resolve("outside"));
        Files.writeString(outside.resolve("secret.txt"), TOKEN);
        Files.createSymbolicLink(bench.workspace().resolve("folder"), outside);
        assertEquals(List.of(), run("scan_secrets").findings());
    }

    @Test
    void with_git_what_is_ignored_is_not_read_and_what_is_new_is() throws Exception {
        bench.repository()
                .write(".gitignore", "local.env\n")
                .write("tracked.txt", TOKEN)
                .commitAll()
                .write("local.env", TOKEN)
                .write("new name\n.txt", TOKEN);
        List<String> files = run("scan_secrets").findings().stream()
                .map(f -> f.file().orElse(""))
                .toList();
        assertEquals(List.of("new name\n.txt", "tracked.txt"), files);
        assertFalse(Files.readString(bench.artifacts().resolve("review.md")).contains("new name\n"));
    }

    @Test
    void without_git_build_output_is_not_read() throws Exception {
        for (String folder : List.of("target", "node_modules", "build", "dist", "venv", ".git")) {
            bench.write(folder + "/x.txt", TOKEN);
        }
        bench.shell().hide("git");
        assertEquals(List.of(), run("scan_secrets").findings());
    }

    @Test
    void a_folder_that_the_repository_around_it_ignores_is_walked() throws Exception {
        var outer = new Bench(temp.resolve("project"));
        bench.repository().write(".gitignore", "/project\n").commitAll();
        outer.write("a.txt", TOKEN);
        Outcome outcome = new ReviewSpecialist().perform(outer.assignment("review", "scan_secrets"));
        assertEquals(1, outcome.findings().size());
    }

    @Test
    void the_report_is_an_artifact_with_its_hash() throws Exception {
        bench.write("weird|`name`.txt", TOKEN);
        Artifact artifact = run("scan_secrets").artifacts().getFirst();
        assertEquals("bus/runs/aa/req1/tasks/t1/1/review.md", artifact.path());
        byte[] page = Files.readAllBytes(bench.artifacts().resolve("review.md"));
        assertEquals(Optional.of((long) page.length), artifact.bytes());
        assertTrue(new String(page, java.nio.charset.StandardCharsets.UTF_8).contains("weird\\|\\`name\\`.txt:1"));
    }

    private Outcome run(String capability) throws IOException, InterruptedException {
        return new ReviewSpecialist().perform(bench.assignment("review", capability));
    }

    private static List<String> rules(Outcome outcome) {
        return outcome.findings().stream().map(Finding::rule).toList();
    }
}
