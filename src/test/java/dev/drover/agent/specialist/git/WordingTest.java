package dev.drover.agent.specialist.git;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.message.ResultStatus;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordingTest {
    @TempDir
    private Path temp;

    private Bench bench;
    private Tasks tasks;

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        tasks = new Tasks(bench);
        bench.repository().write("a.txt", "a\n").commitAll();
        bench.git("checkout", "-q", "-b", "feature/login");
        bench.write("b.txt", "b\n").commitAll();
        bench.git("checkout", "-q", "-b", "mine", "main");
        bench.git("branch", "develop", "main");
    }

    @ParameterizedTest
    @CsvSource({
        "Merge feature/login into main, main",
        "please merge the branch feature/login to develop., develop",
        "Merge `feature/login` branch, main",
        "Merge feature/login and push to origin, main",
        "'Merge feature/login, then deploy to production.', main",
        "'Run the tests, then merge feature/login into the develop branch', develop"
    })
    void branches_are_merged_that_the_words_name(String words, String into) throws Exception {
        Outcome outcome = tasks.userRequest(words).run("merge");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome.summary());
        assertEquals(bench.git("rev-parse", "feature/login"), bench.git("rev-parse", into));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Merge my branch", "Merge it", "Merge the pull request", "merge --all into -f"})
    void words_that_name_no_branch_are_not_guessed_at(String words) throws Exception {
        assertEquals(
                "no_branch",
                tasks.userRequest(words).run("merge").error().orElseThrow().code());
    }

    @ParameterizedTest
    @CsvSource({
        "Merge feature/login into nosuch, nosuch",
        "Merge feature/login into our next branch., next",
        "Merge feature/login to nosuch and run the tests, nosuch",
        "Merge feature/login and feature/search into nosuch, nosuch",
        "'Run the tests, then merge feature/login into the branch release/9.9', release/9.9"
    })
    void a_merge_into_a_branch_that_is_not_there_goes_into_no_other(String words, String missing) throws Exception {
        String refs = bench.git("for-each-ref");
        Outcome outcome = tasks.userRequest(words).run("merge");
        assertEquals("no_branch", outcome.error().orElseThrow().code());
        String said = outcome.error().orElseThrow().message();
        assertTrue(said.startsWith("There is no branch " + missing + " in "), said);
        for (String there : List.of("develop", "feature/login", "main", "mine")) {
            assertTrue(said.contains(there), said);
        }
        assertEquals(refs, bench.git("for-each-ref"));
    }

    @Test
    void params_come_before_words() throws Exception {
        tasks.param("from", "feature/login").param("into", "develop").userRequest("Merge mine into main");
        assertTrue(tasks.run("merge").summary().startsWith("Fast-forwarded develop to feature/login"));
    }

    @ParameterizedTest
    @CsvSource({
        "Make a new branch called feature/search, feature/search",
        "Create a branch named 'hotfix'., hotfix",
        "Create a branch release/2.1, release/2.1",
        "Create a branch for the payments work, drover/req1"
    })
    void a_new_branch_gets_the_name_that_the_words_give_it(String words, String name) throws Exception {
        tasks.userRequest(words).run("create_branch");
        assertEquals(bench.git("rev-parse", "mine"), bench.git("rev-parse", name));
    }

    @Test
    void a_commit_is_reverted_that_the_words_name_by_its_hash_or_as_the_last() throws Exception {
        String hash = bench.git("rev-parse", "--short=8", "feature/login");
        tasks.param("onto", "feature/login");
        assertTrue(tasks.userRequest("Revert commit " + hash + ", deadbeef is none")
                .run("revert")
                .summary()
                .startsWith("Reverted 1 commit"));
        assertEquals("a.txt", bench.git("ls-tree", "--name-only", "feature/login"));
        tasks.withoutParams().userRequest("Undo the last commit");
        assertEquals(ResultStatus.COMPLETED, tasks.run("revert").status());
        assertEquals(
                "no_commits_named",
                tasks.userRequest("Revert the change to the login")
                        .run("revert")
                        .error()
                        .orElseThrow()
                        .code());
    }

    @ParameterizedTest
    @CsvSource({
        "Tag version 1.2.3, 1.2.3",
        "Tag it as v2.0.0., v2.0.0",
        "Release v3.0.0-rc.1!, v3.0.0-rc.1",
        "Tag a new version, v0.1.0",
        "Tag what supports Java 25.0.1, v0.1.0"
    })
    void a_version_is_taken_from_the_words(String words, String tag) throws Exception {
        tasks.userRequest(words).run("tag_version");
        assertEquals(tag, bench.git("tag"));
    }

    @Test
    void a_pull_request_is_of_the_branch_that_the_words_name_and_never_pushed_by_them() throws Exception {
        String origin = temp.resolve("origin.git").toString();
        bench.git("init", "-q", "--bare", origin);
        bench.git("remote", "add", "origin", origin);
        Outcome outcome = tasks.userRequest("Push and open a pull request for feature/login, push: true, open: true")
                .run("pull_request");
        assertEquals(1L, outcome.data().get("commits.in_pull_request"), outcome.summary());
        assertEquals("", bench.git("-C", origin, "for-each-ref"));
    }
}
