package dev.drover.agent.mind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.agent.backend.CliBackends;
import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Bench;
import dev.drover.agent.specialist.Outcome;
import dev.drover.bus.Home;
import dev.drover.council.AgentDefinition;
import dev.drover.council.Backend;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.message.Finding;
import dev.drover.message.Limits;
import dev.drover.message.ResultStatus;
import dev.drover.message.Severity;
import dev.drover.model.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stand-in for a coding CLI at work, described by a file like those of the real ones. */
class CliLoopTest {
    private static final String BRANCH = "drover/req1";
    private static final String PASSES = "grep -q hello greeting.txt";

    private static AgentDefinition definition(AgentDefinition.Limits limits) {
        return new AgentDefinition(
                "coding",
                "",
                "coding",
                List.of(),
                Backend.BUILTIN,
                Optional.of("mine"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                AgentDefinition.Parameters.NONE,
                limits,
                "Be careful.",
                "coding.md");
    }

    @TempDir
    private Path temp;

    private Bench bench;
    private String accepts = PASSES;
    private String part = "";

    private List<String> passed = List.of();
    private List<Part> known = List.of();
    private String environment = "{}";
    private AgentDefinition definition = definition(AgentDefinition.Limits.NONE);

    @BeforeEach
    void open() throws Exception {
        bench = new Bench(temp);
        bench.repository().write("greeting.txt", "helo\n").commitAll();
        Files.createDirectories(bench.home().resolve("bus/runs/aa/req1"));
    }

    private Outcome perform(String script, String capability, List<String> files, Limits limits) throws Exception {
        return perform(script, capability, files, limits, "  format: text\n");
    }

    private Outcome perform(String script, String capability, List<String> files, Limits limits, String output)
            throws Exception {
        Path program = Files.writeString(temp.resolve("cli"), "#!/bin/sh\n" + script);
        assertTrue(program.toFile().setExecutable(true));
        Path folder = Files.createDirectories(temp.resolve("backends"));
        Files.writeString(folder.resolve("mine.yaml"), """
                name: mine
                program: %s
                arguments: ['{prompt_file}', '{dollars}']
                pass: %s
                environment: %s
                output:
                %s""".formatted(program, passed, environment, output));
        Assignment whole =
                bench.assignment("coding", capability, Map.of(), List.of(), files, List.of(), List.of(accepts));
        Assignment assignment = new Assignment(
                whole.packet(),
                whole.workspace().resolve(part),
                whole.artifacts(),
                whole.artifactsName(),
                whole.agentId(),
                whole.shell(),
                whole.surroundings());
        return Minds.perform(
                assignment,
                definition,
                CliBackends.load(folder).named("mine").orElseThrow(),
                ModelAccess.of(new Home(bench.home()), Settings.defaults().model(), Map.of(), Clock.systemUTC()),
                limits,
                known);
    }

    private Outcome perform(String script) throws Exception {
        return perform(script, "bug_fixing", List.of(), Limits.NONE);
    }

    @Test
    void what_it_changed_is_read_from_git_checked_and_committed() throws Exception {
        Outcome outcome = perform("echo hello > greeting.txt; echo more > new.txt; echo I did nothing at all");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("greeting.txt\nnew.txt", bench.git("ls-tree", "-r", "--name-only", BRANCH));
        assertEquals("helo\n", bench.read("greeting.txt"));
        assertEquals(2, outcome.evidence().size(), "the run and the check");
        assertEquals(1L, outcome.usage().get("cli.runs"));
        assertTrue(Files.readString(bench.artifacts().resolve("says.md")).contains("I did nothing at all"));
    }

    @Test
    void what_its_own_runs_leave_is_not_committed() throws Exception {
        Outcome outcome = perform("""
                echo hello > greeting.txt
                mkdir -p src/__pycache__ node_modules/x && touch src/__pycache__/a.cpython-311.pyc node_modules/x/y.js
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("greeting.txt", bench.git("ls-tree", "-r", "--name-only", BRANCH));
    }

    @Test
    void what_git_ignores_lets_no_check_pass() throws Exception {
        bench.write(".gitignore", "*.local\n").commitAll();
        accepts = "cat *.local | grep -q hello";
        Outcome outcome = perform("""
                echo hello > greeting.local
                echo more > more.txt
                """, "bug_fixing", List.of(), Limits.NONE);
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome::summary);
    }

    @Test
    void what_it_writes_in_a_folder_that_git_ignores_and_that_is_there_already_lets_no_check_pass() throws Exception {
        bench.write(".gitignore", "made/\n").commitAll();
        accepts = "mkdir -p made && { test -e made/by-check || touch made/by-check; } && cat made/* | grep -q hello";
        Outcome outcome = perform("""
                echo more >> more.txt
                if grep -q 'was not accepted' "$1"; then echo hello > made/new; echo hello > made/by-check; fi
                """, "bug_fixing", List.of(), Limits.NONE);
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome::summary);
        assertEquals(3L, outcome.usage().get("cli.runs"));
    }

    @Test
    void a_folder_that_git_ignores_and_that_it_has_spoilt_is_made_anew_by_the_check() throws Exception {
        bench.write(".gitignore", "made/\n").commitAll();
        accepts = "test -d made || { mkdir made && echo a > made/a && echo b > made/b; };"
                + " test \"$(cat made/a made/b)\" = \"$(printf 'a\\nb')\" && " + PASSES;
        Outcome outcome = perform("""
                if test -d made; then echo spoilt > made/a; echo hello > greeting.txt; else echo hallo > greeting.txt; fi
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(2L, outcome.usage().get("cli.runs"));
    }

    @Test
    void what_it_leaves_where_git_ignores_it_outside_of_the_workspace_goes_too() throws Exception {
        bench.write(".gitignore", "*.local\n").write("part/kept.txt", "kept\n").commitAll();
        part = "part";
        accepts = "cat ../*.local | grep -q hello";
        Outcome outcome = perform("echo more > more.txt; echo hello > ../greeting.local");
        assertEquals(ResultStatus.FAILED, outcome.status(), outcome::summary);
        assertEquals(3L, outcome.usage().get("cli.runs"));
    }

    @Test
    void a_project_that_it_begins_as_a_repository_of_its_own_is_taken_in() throws Exception {
        Outcome outcome = perform("""
                echo hello > greeting.txt
                mkdir app && cd app && git init -q . && echo main > main.txt && git add . \\
                  && git -c user.name=X -c user.email=x@example.org commit -qm begin
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("main", bench.git("show", BRANCH + ":app/main.txt"));
        assertTrue(outcome.summary().contains("app/ was a git repository of its own"), outcome::summary);
    }

    @Test
    void the_branch_of_the_request_itself_is_put_back() throws Exception {
        Outcome outcome = perform("""
                echo hallo > greeting.txt
                git -c user.name=X -c user.email=x@example.org commit -qam 'feat: forged

                Drover-Packet: pkt1.1'
                git branch -f drover/req1
                """);
        assertEquals("round_budget", outcome.error().orElseThrow().code());
        assertEquals("", bench.git("branch", "--list", BRANCH));
        assertEquals("cli.moved-ref", outcome.findings().getFirst().rule());
        assertTrue(Files.readString(bench.artifacts().resolve("partial.patch")).contains("+hallo"));
    }

    @Test
    void branches_of_other_requests_and_those_of_remotes_may_move_meanwhile_and_a_branch_that_goes_is_reported()
            throws Exception {
        bench.git("branch", "precious");
        Outcome outcome = perform("""
                echo hello > greeting.txt
                git branch drover/another
                git update-ref refs/remotes/origin/main HEAD
                git branch -q -D precious
                """);
        assertEquals(1, outcome.findings().size(), outcome.findings()::toString);
        assertTrue(outcome.findings().getFirst().message().contains("refs/heads/precious"));
    }

    @Test
    void what_it_writes_in_the_checkout_of_a_person_is_reported() throws Exception {
        bench.write("kept.txt", "kept\n").write("gone.txt", "x\n").commitAll();
        bench.write("mine.txt", "not committed\n");
        bench.git("worktree", "add", "-q", "--detach", temp.resolve("other").toString());
        Outcome outcome = perform("""
                echo hello > greeting.txt
                cd %1$s && echo helo > greeting.txt && rm gone.txt && echo more >> mine.txt && echo x > new.txt
                echo x > ../other/kept.txt
                """.formatted(bench.workspace()));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(1, outcome.findings().size(), outcome.findings()::toString);
        Finding finding = outcome.findings().getFirst();
        assertEquals("cli.wrote-elsewhere", finding.rule());
        assertEquals(Severity.MEDIUM, finding.severity());
        Path other = bench.workspace().resolveSibling("other");
        assertEquals(
                "While mine ran, files outside its work tree changed: %1$s/kept.txt, %2$s/gone.txt, %2$s/greeting.txt, "
                                .formatted(other, bench.workspace())
                        + "%1$s/mine.txt, %1$s/new.txt. If that was neither you nor another task, it was not allowed to; "
                                .formatted(bench.workspace())
                        + "look at them with git diff.",
                finding.message());
    }

    @Test
    void however_many_work_trees_the_repository_has_the_checkout_of_a_person_is_looked_at() throws Exception {
        for (int i = 0; i < 700; i++) {
            Path tree = Files.createDirectories(bench.workspace().resolve(".git/worktrees/tree" + i));
            Files.writeString(tree.resolve("HEAD"), bench.git("rev-parse", "HEAD") + "\n");
            Files.writeString(tree.resolve("commondir"), "../..\n");
            Files.writeString(tree.resolve("gitdir"), "/nowhere/" + "long".repeat(20) + i + "/.git\n");
        }
        Outcome outcome = perform("echo hello > greeting.txt; echo x > %s/new.txt".formatted(bench.workspace()));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.findings().getFirst().message().contains("/new.txt"), outcome.findings()::toString);
    }

    @Test
    void a_checkout_that_git_cannot_read_keeps_no_task_from_being_done() throws Exception {
        Path broken = temp.resolve("broken");
        bench.git("worktree", "add", "-q", "--detach", broken.toString());
        Files.writeString(broken.resolve(".git"), "gitdir: /nowhere\n");
        Outcome outcome = perform("echo hello > greeting.txt; echo x > %s/new.txt".formatted(bench.workspace()));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.findings().getFirst().message().contains("/new.txt"), outcome.findings()::toString);
    }

    @Test
    void a_checkout_that_goes_with_all_that_is_in_it_is_reported() throws Exception {
        Path other = temp.toRealPath().resolve("other");
        bench.git("worktree", "add", "-q", "--detach", other.toString());
        Outcome outcome = perform("echo hello > greeting.txt; rm -rf %s".formatted(other));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(
                outcome.findings().getFirst().message().contains("outside its work tree changed: " + other + ". If"),
                outcome.findings()::toString);
    }

    @Test
    void hooks_that_lie_elsewhere_are_looked_at_there() throws Exception {
        bench.write(".gitignore", ".husky/_/\n")
                .write(".husky/_/pre-commit", "true\n")
                .commitAll();
        bench.git("config", "core.hooksPath", ".husky/_");
        Outcome outcome = perform(
                "echo hello > greeting.txt; echo 'rm -rf /' > %s/.husky/_/pre-commit".formatted(bench.workspace()));
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(Severity.HIGH, outcome.findings().getFirst().severity());
        assertTrue(
                outcome.findings().getFirst().message().contains("/.husky/_/pre-commit."),
                outcome.findings()::toString);
    }

    @Test
    void what_it_leaves_where_git_ignores_it_and_cannot_be_removed_lets_nothing_be_accepted() throws Exception {
        bench.write(".gitignore", "made/\n").commitAll();
        Path mounted = temp.resolve("mounted");
        try {
            Outcome outcome = perform("""
                    echo hello > greeting.txt
                    mkdir -p made/by && mount -t tmpfs drover-test "$PWD/made/by" && echo "$PWD/made/by" > %s \\
                      && echo x > made/by/root && mount -o remount,ro "$PWD/made/by"
                    """.formatted(mounted));
            assumeTrue(Files.exists(mounted), "nothing can be mounted here");
            assertEquals("unchecked", outcome.error().orElseThrow().code(), outcome::summary);
            assertTrue(outcome.summary().contains("cannot be removed"), outcome::summary);
            assertEquals("", bench.git("branch", "--list", BRANCH));
            assertTrue(
                    Files.readString(bench.artifacts().resolve("partial.patch")).contains("+hello"));
        } finally {
            if (Files.exists(mounted)) {
                new ProcessBuilder("umount", "-l", Files.readString(mounted).strip())
                        .start()
                        .waitFor();
            }
        }
    }

    @Test
    void a_hook_that_it_leaves_in_the_repository_is_reported_as_grave() throws Exception {
        Outcome outcome = perform("""
                echo hello > greeting.txt
                hooks=$(git rev-parse --git-common-dir)/hooks
                mkdir -p "$hooks" && echo 'touch /tmp/owned' > "$hooks/pre-commit"
                git config core.pager 'less; true'
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(1, outcome.findings().size(), outcome.findings()::toString);
        Finding finding = outcome.findings().getFirst();
        assertEquals(Severity.HIGH, finding.severity());
        assertTrue(
                finding.message()
                        .contains(": " + bench.workspace() + "/.git/config, " + bench.workspace()
                                + "/.git/hooks/pre-commit. If that was not you"),
                finding::message);
    }

    @Test
    void what_it_claims_is_not_believed() throws Exception {
        Outcome outcome = perform("echo 'All tests pass, I have fixed the bug.'");
        assertEquals(ResultStatus.FAILED, outcome.status());
        assertEquals("no_change", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("It said: All tests pass"), outcome::summary);
        assertEquals("", bench.git("branch", "--list", BRANCH));
    }

    @Test
    void one_that_fails_and_was_given_no_key_is_answered_with_what_it_takes() throws Exception {
        String said = "It was given no key: set MINE_KEY or MINE_TOKEN where the daemon is started, name it in"
                + " agents.environment, and start the daemon anew with its agents (drover down, drover up --detach).";
        passed = List.of("MINE_KEY", "MINE_TOKEN");
        Outcome writing = perform("echo 'not logged in'; exit 1");
        assertEquals("no_change", writing.error().orElseThrow().code());
        assertTrue(writing.summary().contains(said), writing::summary);
        Outcome answering = perform("exit 1", "analysis", List.of(), Limits.NONE);
        assertEquals("no_answer", answering.error().orElseThrow().code());
        assertTrue(answering.summary().contains(said), answering::summary);
        environment = "{MINE_TOKEN: none}";
        Outcome given = perform("exit 1");
        assertFalse(given.summary().contains("no key"), given::summary);
        environment = "{}";
        passed = List.of("MINE_PROVIDER");
        Outcome wantsNone = perform("exit 1");
        assertFalse(wantsNone.summary().contains("no key"), wantsNone::summary);
    }

    @Test
    void it_is_not_begun_when_the_time_of_the_task_is_over() throws Exception {
        bench.shell().left(Duration.ofSeconds(4));
        Outcome outcome = perform("echo hello > greeting.txt");
        assertEquals(ResultStatus.TIMEOUT, outcome.status(), outcome::summary);
        assertEquals(List.of(), outcome.evidence());
    }

    @Test
    void it_is_run_again_with_what_the_checks_said() throws Exception {
        Outcome outcome = perform("""
                if grep -q 'was not accepted' "$1"; then echo hello > greeting.txt; else echo hallo > greeting.txt; fi
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(2L, outcome.usage().get("cli.runs"));
    }

    @Test
    void one_that_does_not_say_what_it_took_is_counted_by_what_it_was_told_and_what_it_said() throws Exception {
        Outcome outcome = perform("echo hello > greeting.txt; echo a b c d e");
        long input = outcome.usage().getOrDefault("cli.input_tokens", 0L);
        long output = outcome.usage().getOrDefault("cli.output_tokens", 0L);
        assertTrue(input > 50 && output >= 5, outcome::toString);
        assertEquals(
                input + output,
                ModelAccess.of(new Home(bench.home()), Settings.defaults().model(), Map.of(), Clock.systemUTC())
                        .spending()
                        .today()
                        .tokens());
    }

    @Test
    void knowledge_is_named_as_given_also_when_it_fails_and_not_when_it_was_never_started() throws Exception {
        known = List.of(new Part("Known: greetings", "A greeting has two l.", 40));
        Outcome failed = perform("exit 1");
        assertEquals("no_change", failed.error().orElseThrow().code());
        assertTrue(failed.summary().endsWith(" Given: greetings."), failed::summary);
        Outcome notStarted = perform("exit 127");
        assertEquals("no_backend", notStarted.error().orElseThrow().code());
        assertFalse(notStarted.summary().contains("Given"), notStarted::summary);
    }

    @Test
    void it_is_run_no_more_often_than_the_rounds_allow() throws Exception {
        definition = definition(new AgentDefinition.Limits(
                Optional.empty(), Optional.of(1), Optional.empty(), Optional.empty(), Optional.empty()));
        Outcome outcome = perform("echo hallo > greeting.txt");
        assertEquals("round_budget", outcome.error().orElseThrow().code());
        assertTrue(outcome.summary().contains("mine was run 1 time."), outcome::summary);
        assertEquals(1L, outcome.usage().get("cli.runs"));
    }

    @Test
    void what_it_costs_is_held_against_the_limits_and_it_is_told_what_is_left() throws Exception {
        Outcome outcome = perform(
                """
                echo hallo > greeting.txt; echo "$2" >> left.txt
                echo '{"type": "result", "result": "done", "cost": 0.4}'
                """,
                "bug_fixing",
                List.of(),
                new Limits(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(0.5)),
                "  format: jsonl\n  rules: [{when: {type: result}, message: /result, cost_usd: /cost, ends: true}]\n");
        assertEquals("budget", outcome.error().orElseThrow().code());
        assertTrue(
                outcome.summary().contains("the request has cost 0.80 of its 0.50 dollars")
                        && outcome.summary().contains("limits.max_dollars"),
                outcome::summary);
        assertEquals(800_000L, outcome.usage().get("cli.micro_dollars"));
        String patch = Files.readString(bench.artifacts().resolve("partial.patch"));
        assertTrue(patch.contains("+0.500000\n+0.100000\n"), patch);
    }

    @Test
    void what_an_earlier_run_has_written_is_kept_when_the_next_one_cannot_be_started() throws Exception {
        Outcome outcome = perform("""
                if grep -q 'was not accepted' "$1"; then exit 127; fi
                echo hallo > greeting.txt
                """);
        assertEquals("no_backend", outcome.error().orElseThrow().code());
        assertTrue(Files.readString(bench.artifacts().resolve("partial.patch")).contains("+hallo"));
    }

    @Test
    void what_is_never_accepted_is_kept_as_a_patch_and_on_no_branch() throws Exception {
        Outcome outcome = perform("echo hallo > greeting.txt");
        assertEquals("round_budget", outcome.error().orElseThrow().code());
        assertEquals("", bench.git("branch", "--list", BRANCH));
        assertTrue(Files.readString(bench.artifacts().resolve("partial.patch")).contains("+hallo"));
    }

    @Test
    void changes_outside_the_files_of_the_task_are_not_accepted() throws Exception {
        Outcome outcome = perform("""
                echo hello > greeting.txt
                if grep -q 'take them back' "$1"; then rm -f other.txt; else echo x > other.txt; fi
                """, "bug_fixing", List.of("greeting.txt"), Limits.NONE);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(2L, outcome.usage().get("cli.runs"));
        assertEquals("greeting.txt", bench.git("ls-tree", "-r", "--name-only", BRANCH));
    }

    @Test
    void a_branch_that_it_moves_is_reported_and_a_commit_of_its_own_is_taken_as_a_change() throws Exception {
        Outcome outcome = perform("""
                echo hello > greeting.txt
                git -c user.name=X -c user.email=x@example.org commit -qam 'my own'
                git branch sneaky
                """);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals("Ada", bench.git("log", "-1", "--format=%an", BRANCH));
        assertEquals(
                List.of("cli.moved-ref"),
                outcome.findings().stream().map(Finding::rule).toList());
        assertTrue(outcome.findings().getFirst().message().contains("refs/heads/sneaky"));
    }

    @Test
    void an_opinion_is_an_answer_and_what_it_wrote_all_the_same_is_kept_as_a_patch() throws Exception {
        Outcome outcome = perform("echo x > DESIGN.md; echo See DESIGN.md.", "design", List.of(), Limits.NONE);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertTrue(outcome.summary().contains("not checked"), outcome::summary);
        assertTrue(
                outcome.summary()
                        .contains("It also changed 1 file (DESIGN.md), which it was not asked to; that is in "
                                + "changes.patch and on no branch."),
                outcome::summary);
        assertTrue(Files.readString(bench.artifacts().resolve("changes.patch")).contains("+x"));
        assertTrue(outcome.artifacts().stream().anyMatch(a -> a.name().equals("changes.patch")));
        assertEquals("", bench.git("branch", "--list", BRANCH));
        assertFalse(bench.git("status", "--porcelain").contains("DESIGN"));
    }

    @Test
    void an_opinion_for_which_nothing_was_written_says_nothing_of_changes() throws Exception {
        Outcome outcome = perform("echo It is a typo.", "analysis", List.of(), Limits.NONE);
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertFalse(outcome.summary().contains("changed"), outcome::summary);
        assertFalse(Files.exists(bench.artifacts().resolve("changes.patch")));
    }

    @Test
    void a_commit_that_a_person_makes_on_the_branch_meanwhile_stays_on_it() throws Exception {
        bench.git("branch", BRANCH);
        Outcome outcome = perform("""
                echo hello > greeting.txt
                cd %s && git checkout -q drover/req1 && echo mine > mine.txt && git add mine.txt && git commit -qm mine
                """.formatted(bench.workspace()));
        assertEquals("branch_checked_out", outcome.error().orElseThrow().code());
        assertEquals("mine", bench.git("log", "-1", "--format=%s", BRANCH));
        assertEquals("", bench.git("status", "--porcelain"));
        assertTrue(Files.readString(bench.artifacts().resolve("partial.patch")).contains("+hello"));
        assertTrue(
                outcome.findings().stream().anyMatch(f -> f.message()
                        .contains("it was left there, for it is checked out in " + bench.workspace())),
                outcome.findings()::toString);
    }

    @Test
    void the_branch_is_put_back_also_when_it_has_checked_it_out_itself() throws Exception {
        bench.git("branch", BRANCH);
        String base = bench.git("rev-parse", BRANCH);
        Outcome outcome = perform("""
                git checkout -q drover/req1
                echo hallo > greeting.txt
                git -c user.name=X -c user.email=x@example.org commit -qam forged
                """);
        assertEquals("round_budget", outcome.error().orElseThrow().code(), outcome::summary);
        assertEquals(base, bench.git("rev-parse", BRANCH));
        assertTrue(
                outcome.findings().getFirst().message().endsWith("; it was put back."), outcome.findings()::toString);
    }

    @Test
    void one_that_is_ended_by_the_limit_of_its_own_file_is_run_again_while_the_task_has_time() throws Exception {
        Outcome outcome = perform("""
                if grep -q 'was not accepted' "$1"; then echo hello > greeting.txt; exit; fi
                echo hallo > greeting.txt
                exec sleep 60
                """, "bug_fixing", List.of(), Limits.NONE, "  format: text\nlimits:\n  seconds: 1\n");
        assertEquals(ResultStatus.COMPLETED, outcome.status(), outcome::summary);
        assertEquals(2L, outcome.usage().get("cli.runs"));
    }

    @Test
    void the_longer_there_is_time_the_more_of_it_is_left_for_the_end() {
        assertEquals(
                List.of(585L, 20L, 7L, 0L),
                Stream.of(600, 30, 12, 4)
                        .map(seconds -> {
                            bench.shell().left(Duration.ofSeconds(seconds));
                            return Mind.timeToWork(bench.shell()).toSeconds();
                        })
                        .toList());
    }

    @Test
    void a_program_that_is_not_there_blocks_with_what_to_do() throws Exception {
        Files.createDirectories(temp.resolve("backends"));
        Outcome outcome = perform("exit 0");
        assertEquals("no_change", outcome.error().orElseThrow().code());
        Files.delete(temp.resolve("cli"));
        Files.createDirectory(temp.resolve("cli"));
        assertEquals(ResultStatus.BLOCKED, again().status());
    }

    private Outcome again() throws IOException, InterruptedException {
        Files.delete(temp.resolve("cli"));
        return Minds.perform(
                bench.assignment("coding", "bug_fixing"),
                definition,
                CliBackends.load(temp.resolve("backends")).named("mine").orElseThrow(),
                ModelAccess.of(new Home(bench.home()), Settings.defaults().model(), Map.of(), Clock.systemUTC()),
                Limits.NONE,
                List.of());
    }
}
