package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagVersionTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository();
        change("chore: begin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rebase-merge", "rebase-apply", "BISECT_START"})
    void a_commit_on_the_way_to_another_is_tagged_only_when_it_is_named(String sign) throws Exception {
        Files.createDirectories(bench.workspace().resolve(".git").resolve(sign));
        Outcome outcome = tasks.run("tag_version");
        assertEquals("head_under_way", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals("", bench.git("tag"));
        assertEquals(
                ResultStatus.COMPLETED,
                tasks.param("ref", "main").run("tag_version").status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    v1.4.2 | fix: a              | v1.4.3 | patch
                    v1.4.2 | docs: a             | v1.4.3 | patch
                    v1.4.2 | no convention       | v1.4.3 | patch
                    v1.4.2 | feat(x): a          | v1.5.0 | minor, since it has 1 feature
                    v1.4.2 | feat!: a            | v2.0.0 | major, since it has 1 breaking change
                    v1.4.2 | refactor(api)!: a   | v2.0.0 | major
                    v0.4.2 | feat!: a            | v0.5.0 | before 1.0.0
                    1.4.2  | feat: a             | 1.5.0  | minor
                    shop-v1.4.2 | feat: a        | shop-v1.5.0 | minor
                    v1.9.0 | feature: not one    | v1.9.1 | patch
                    """)
    void the_next_version_follows_from_the_commits(String last, String subject, String next, String reason)
            throws Exception {
        bench.git("tag", last);
        change(subject);
        Outcome outcome = tasks.run("tag_version");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertTrue(
                outcome.summary().contains(" as " + next + " (" + reason.split(",")[0])
                        || outcome.summary().contains(reason),
                outcome.summary());
        assertEquals(bench.git("rev-parse", "HEAD"), bench.git("rev-parse", next + "^{commit}"));
        assertEquals("tag", bench.git("cat-file", "-t", next));
    }

    @Test
    void what_a_task_before_committed_on_top_of_head_is_what_is_tagged() throws Exception {
        bench.git("branch", "drover/req1");
        bench.write("CHANGELOG.md", "# 1.2.3\n").git("add", "CHANGELOG.md");
        change("docs: changelog");
        String commit = bench.git("rev-parse", "HEAD");
        bench.git("branch", "-f", "drover/req1", commit);
        bench.git("reset", "-q", "--hard", "HEAD~1");
        Outcome outcome = tasks.param("version", "v1.2.3")
                .inputs(Results.committed(tasks, commit))
                .run("tag_version");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(commit, bench.git("rev-parse", "v1.2.3^{commit}"));
        assertTrue(outcome.summary().contains("the commit of the task commit"), outcome.summary());
    }

    @Test
    void what_the_request_committed_and_the_tag_does_not_hold_is_told() throws Exception {
        bench.git("checkout", "-q", "-b", "drover/req1");
        change("docs: changelog");
        String commit = bench.git("rev-parse", "HEAD");
        bench.git("checkout", "-q", "main");
        change("fix: meanwhile");
        Outcome outcome = tasks.param("version", "v1.2.3")
                .inputs(Results.committed(tasks, commit))
                .run("tag_version");
        assertEquals(bench.git("rev-parse", "HEAD"), bench.git("rev-parse", "v1.2.3^{commit}"));
        assertTrue(
                outcome.summary().contains("What this request committed to drover/req1 is not in it"),
                outcome.summary());
    }

    @Test
    void the_message_lists_the_changes_and_where_it_is_from() throws Exception {
        bench.git("tag", "v1.0.0");
        change("feat(api): search");
        change("fix: crash on # in names");
        change("feat: drop XML\n\nBREAKING CHANGE: XML is gone");
        tasks.run("tag_version");
        String message = bench.git("tag", "-l", "--format=%(contents)", "v2.0.0");
        assertTrue(message.startsWith("v2.0.0\n\nBreaking changes\n\n- drop XML ("), message);
        assertTrue(message.contains("\nFeatures\n\n- api: search ("), message);
        assertTrue(message.contains("\nFixes\n\n- crash on # in names ("), message);
        assertTrue(message.endsWith("Drover-Request: req1\nDrover-Packet: pkt1.1\nDrover-Agent: agent-7"), message);
    }

    @Test
    void the_first_version_is_0_1_0_and_numbers_are_compared_as_numbers() throws Exception {
        assertTrue(tasks.run("tag_version").summary().contains("v0.1.0"));
        bench.git("tag", "v0.9.0");
        bench.git("tag", "v0.10.0");
        bench.git("tag", "not-a-version");
        change("fix: a");
        assertTrue(tasks.run("tag_version").summary().contains("v0.10.1"));
    }

    @Test
    void a_pre_release_announces_the_next_version() throws Exception {
        bench.git("tag", "v1.2.0");
        change("fix: a");
        bench.git("tag", "v2.0.0-rc.1");
        change("fix: b");
        Outcome outcome = tasks.run("tag_version");
        assertTrue(outcome.summary().contains("v2.0.0 (since a pre-release"), outcome.summary());
    }

    @Test
    void a_version_is_made_once_also_when_head_moved_before_the_next_attempt() throws Exception {
        tasks.run("tag_version");
        change("feat: next");
        Outcome again = tasks.again();
        assertEquals(ResultStatus.COMPLETED, again.status(), again.summary());
        assertTrue(again.summary().contains("earlier attempt"), again.summary());
        assertEquals("v0.1.0", bench.git("tag"));
        tasks.run("tag_version");
        assertTrue(tasks.run("tag_version").summary().contains("v0.2.0 already"));
        assertEquals("v0.1.0\nv0.2.0", bench.git("tag"));
    }

    @Test
    void a_named_version_is_taken_and_an_existing_tag_is_never_moved() throws Exception {
        tasks.param("version", "v3.0.0");
        assertEquals(ResultStatus.COMPLETED, tasks.run("tag_version").status());
        assertTrue(tasks.run("tag_version").summary().contains("there already"));
        String tagged = bench.git("rev-parse", "v3.0.0");
        change("fix: a");
        Outcome outcome = tasks.run("tag_version");
        assertEquals("tag_exists", outcome.error().orElseThrow().code());
        assertEquals(tagged, bench.git("rev-parse", "v3.0.0"));
        assertTrue(tasks.param("version", "3.0.1").run("tag_version").summary().contains(" as v3.0.1 "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-d", "--delete", "a b", "v1..0", "x.lock", "HEAD", "v1\n2", "@{1}"})
    void hostile_names_are_refused(String name) throws Exception {
        assertEquals(
                "bad_tag_name",
                tasks.param("version", name)
                        .run("tag_version")
                        .error()
                        .orElseThrow()
                        .code());
        assertEquals("", bench.git("tag"));
    }

    @Test
    void a_tag_that_would_be_taken_for_a_branch_is_not_made() throws Exception {
        assertEquals(
                "name_taken",
                tasks.param("version", "main")
                        .run("tag_version")
                        .error()
                        .orElseThrow()
                        .code());
    }

    @Test
    void several_products_in_one_repository_need_a_name() throws Exception {
        bench.git("tag", "server-v1.0.0");
        bench.git("tag", "client-v2.0.0");
        change("feat: a");
        Outcome outcome = tasks.run("tag_version");
        assertEquals("ambiguous_version", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("client-, server-"), outcome.summary());
    }

    @Test
    void nothing_can_be_tagged_without_a_commit_and_no_version_found_in_a_shallow_clone() throws Exception {
        var fresh = new Bench(temp.resolve("fresh"));
        fresh.repository();
        assertEquals(
                "no_commit",
                new Tasks(fresh).run("tag_version").error().orElseThrow().code());
        bench.git("tag", "v1.0.0");
        change("fix: a");
        var shallow = new Bench(temp.resolve("shallow"));
        Files.delete(shallow.workspace());
        bench.git(
                "clone",
                "-q",
                "--depth=1",
                "file://" + bench.workspace(),
                shallow.workspace().toString());
        assertEquals(
                "shallow_clone",
                new Tasks(shallow).run("tag_version").error().orElseThrow().code());
    }

    @Test
    void tags_are_signed_where_the_user_signs_tags_and_block_where_that_fails() throws Exception {
        assumeTrue(bench.shell().has("ssh-keygen"), "ssh-keygen is not installed");
        Path key = temp.resolve("key");
        bench.shell()
                .run(
                        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()),
                        bench.workspace(),
                        Map.of());
        bench.git("config", "gpg.format", "ssh");
        bench.git("config", "user.signingkey", key.toString());
        tasks.run("tag_version");
        bench.git("config", "tag.gpgSign", "true");
        tasks.param("version", "v5.0.0").run("tag_version");
        assertTrue(bench.git("cat-file", "tag", "v5.0.0").contains("BEGIN SSH SIGNATURE"));
        assertTrue(!bench.git("cat-file", "tag", "v0.1.0").contains("SIGNATURE"));
        Files.delete(key);
        Outcome outcome = tasks.param("version", "v6.0.0").run("tag_version");
        assertEquals("signing_failed", outcome.error().orElseThrow().code(), outcome.summary());
        assertEquals("v0.1.0\nv5.0.0", bench.git("tag"));
    }

    private void change(String message) throws Exception {
        bench.git("commit", "-q", "--allow-empty", "-m", message);
    }
}
