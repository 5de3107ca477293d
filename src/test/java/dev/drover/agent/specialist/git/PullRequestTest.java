package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.Evidence;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.ResultStatus;
import dev.drover.message.TaskInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PullRequestTest {
    private static final String HASH = "cd".repeat(32);

    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;
    private StandIns shell;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        shell = new StandIns(bench.shell(), temp.resolve("bin"));
        tasks = new Tasks(bench).shell(shell).param("branch", "topic");
        bench.repository().write("a.txt", "a\n").commitAll();
        bench.git("checkout", "-q", "-b", "topic");
        change("feat(search): find by name\n\nPeople look for names.\n\nSigned-off-by: Ada <ada@example.org>");
        change("fix: crash on <script>alert(1)</script> @everyone ![](http://t.example/x.png)");
        change("test: more");
        bench.git("checkout", "-q", "main");
        bench.git("remote", "add", "origin", "git@github.com:ada/shop.git");
    }

    @Test
    void title_and_text_come_from_the_commits() throws Exception {
        Outcome outcome = tasks.run("pull_request");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(
                "pull-request.md",
                Path.of(outcome.artifacts().getFirst().path()).getFileName().toString());
        String text = text(outcome);
        assertTrue(text.startsWith("# feat(search): find by name (and 2 more)\n\n## Summary\n"), text);
        assertTrue(text.contains("\n\nPeople look for names.\n\n3 commits on `topic` beyond `main`, by Ada."), text);
        assertFalse(text.contains("Signed-off-by"), text);
        assertTrue(text.contains("### Features\n\n- search: find by name ("), text);
        assertTrue(
                text.contains("### Fixes\n\n- crash on &lt;script>alert(1)&lt;/script> @\u200beveryone !\\[]("), text);
        assertTrue(text.contains("No task before this one has run anything"), text);
        assertEquals(3L, outcome.data().get("commits.in_pull_request"));
    }

    @Test
    void how_it_was_tested_is_what_the_tasks_before_ran() throws Exception {
        tasks.inputs(tested());
        String text = text(tasks.run("pull_request"));
        assertTrue(
                text.contains("- **test** (testing): completed, 0 findings\n  - tests.failed 0, tests.passed 12\n"
                        + "  - `mvn … test`: exit code 0 after 3.2 s, output SHA-256 `" + HASH + "`\n"),
                text);
        assertFalse(text.contains("s3cret-line"), "a summary may hold what a command printed: " + text);
    }

    @Test
    void nothing_is_opened_unless_that_is_asked_for_and_the_command_is_told() throws Exception {
        shell.add("gh", "exit 0");
        Outcome outcome = tasks.param("title", "it's; $(rm -rf ~)").run("pull_request");
        assertEquals(List.of(), shell.arguments("gh"));
        assertTrue(
                outcome.summary()
                        .contains("gh pr create --repo=github.com/ada/shop --base=main --head=topic"
                                + " '--title=it'\\''s; $(rm -rf ~)' --body-file=/"),
                outcome.summary());
    }

    @Test
    void it_is_opened_through_gh_with_the_texts_as_arguments() throws Exception {
        shell.add("gh", "echo 'Creating pull request' >&2; echo https://github.com/ada/shop/pull/7");
        Outcome outcome = tasks.param("open", "true")
                .param("title", "$(touch owned) `touch owned`")
                .run("pull_request");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().endsWith("Opened it: https://github.com/ada/shop/pull/7"), outcome.summary());
        List<String> arguments = shell.arguments("gh");
        assertEquals(
                List.of("pr", "create", "--repo=github.com/ada/shop", "--base=main", "--head=topic"),
                arguments.subList(0, 5));
        assertEquals("--title=$(touch owned) `touch owned`", arguments.get(5));
        assertFalse(Files.exists(bench.workspace().resolve("owned")));
        assertEquals(
                "gh",
                outcome.evidence().getLast().command().replaceFirst("^env ", "").split(" ")[0]);
    }

    @Test
    void one_that_is_open_already_is_found() throws Exception {
        shell.add(
                "gh",
                "echo 'a pull request for branch \"topic\" into branch \"main\" already exists:'"
                        + "; echo https://github.com/ada/shop/pull/7; exit 1");
        Outcome outcome = tasks.param("open", "true").run("pull_request");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(outcome.summary().endsWith("https://github.com/ada/shop/pull/7"), outcome.summary());
    }

    @Test
    void when_it_cannot_be_opened_its_text_is_there_all_the_same() throws Exception {
        shell.add("gh", "echo 'To get started with GitHub CLI, please run: gh auth login' >&2; exit 4");
        Outcome outcome = tasks.param("open", "true").run("pull_request");
        assertEquals("not_opened", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("gh auth login"), outcome.summary());
        assertTrue(text(outcome).contains("## Changes"));
    }

    @Test
    void gitlab_is_asked_through_glab() throws Exception {
        bench.git("remote", "set-url", "origin", "https://gitlab.example.org/group/sub/shop.git");
        shell.add("glab", "echo https://gitlab.example.org/group/sub/shop/-/merge_requests/3");
        Outcome outcome = tasks.param("open", "true").run("pull_request");
        assertTrue(outcome.summary().endsWith("/merge_requests/3"), outcome.summary());
        List<String> arguments = shell.arguments("glab");
        assertTrue(arguments.contains("--repo=https://gitlab.example.org/group/sub/shop"), arguments.toString());
        assertTrue(arguments.contains("--source-branch=topic"), arguments.toString());
        assertTrue(arguments.contains("## How it was tested"), arguments.toString());
    }

    @Test
    void it_is_pushed_first_only_when_that_is_asked_for() throws Exception {
        String origin = temp.resolve("origin.git").toString();
        bench.git("init", "-q", "--bare", origin);
        bench.git("remote", "set-url", "origin", origin);
        Outcome outcome = tasks.run("pull_request");
        assertTrue(outcome.summary().contains("neither at GitHub nor at GitLab"), outcome.summary());
        assertEquals("", bench.git("-C", origin, "for-each-ref"));
        tasks.param("push", "yes").run("pull_request");
        assertEquals("", bench.git("-C", origin, "for-each-ref"));
        tasks.param("push", "true").run("pull_request");
        assertEquals("refs/heads/topic", bench.git("-C", origin, "for-each-ref", "--format=%(refname)"));
    }

    @Test
    void without_commits_or_a_remote_it_says_so() throws Exception {
        bench.git("remote", "remove", "origin");
        assertTrue(tasks.run("pull_request").summary().contains("there is no remote origin"));
        assertTrue(tasks.param("branch", "main").run("pull_request").summary().startsWith("No pull request to write"));
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/ada/shop.git, github.com, ada/shop",
        "https://ada:token@github.com/ada/shop, github.com, ada/shop",
        "ssh://git@GitHub.com:22/ada/shop.git, github.com, ada/shop",
        "git@github.com:ada/shop.git, github.com, ada/shop",
        "https://gitlab.com/a/b/c.git/, gitlab.com, a/b/c"
    })
    void addresses_are_read(String url, String host, String path) {
        assertEquals(Optional.of(new RemoteUrl(host, path)), RemoteUrl.of(url));
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/git/shop.git",
        "../shop",
        "file:///srv/shop.git",
        "ext::sh -c x",
        "github.com",
        "https://github.com/-x"
    })
    void what_is_no_address_of_a_server_is_none(String url) {
        assertEquals(Optional.empty(), RemoteUrl.of(url));
    }

    private String text(Outcome outcome) throws Exception {
        return Files.readString(
                tasks.home().resolve(outcome.artifacts().getFirst().path()));
    }

    private TaskInput tested() throws Exception {
        String name = "bus/runs/aa/req1/tasks/test/1/result.json";
        var ran =
                new Evidence("mvn -Dtoken=s3cret test", 0, 3.21, Optional.of(HASH), Optional.empty(), Optional.empty());
        var result = new PacketResult(
                1,
                "p",
                "test",
                "req1",
                "testing-1",
                "testing",
                1,
                ResultStatus.COMPLETED,
                "12 passed; it said: s3cret-line",
                List.of(),
                List.of(ran),
                List.of(),
                Map.of("tests.passed", 12L, "tests.failed", 0L),
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                Optional.empty(),
                Instant.EPOCH,
                Instant.EPOCH,
                Optional.empty());
        Path file = tasks.home().resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, Json.bytes(result));
        return new TaskInput("test", "12 passed; it said: s3cret-line", Optional.empty(), List.of(), name);
    }

    private void change(String message) throws Exception {
        bench.git("commit", "-q", "--allow-empty", "-m", message);
    }
}
