package dev.drover.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.drover.conformance.Outcome.Status;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every check can fail: for each there is the agent in Python with one thing changed, which fails it and no neighbour. */
@Execution(ExecutionMode.CONCURRENT)
class BrokenAgentsTest {
    /** They take long, so they are made only for the agents that are to fail them. */
    private static final Set<String> SLOW =
            Set.of("heartbeat", "heartbeat-creates-nothing", "lost-claim-says-nothing", "full-disk");

    /** An agent that is to fail such a wait is waited for all that time. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private Path folder;

    /**
     * An agent that breaks one rule.
     *
     * @param check what it fails
     * @param right what stands once in the agent in Python
     * @param wrong what stands there instead
     */
    record Broken(String check, String right, String wrong) {
        @Override
        public String toString() {
            return check;
        }
    }

    static Stream<Broken> agents() {
        return Stream.of(
                new Broken("identity", "**process(os.getpid()), \"version\"", "**process(1), \"version\""),
                new Broken("command-group", "publish(mine.with_suffix(\".group\"), process(shell.pid))", "pass"),
                new Broken(
                        "claim-rename",
                        "os.rename(path, mine)  #",
                        "held = Path(path).read_bytes(); os.unlink(path); mine.write_bytes(held)  #"),
                new Broken(
                        "claim-race",
                        "os.rename(path, mine)  #",
                        "os.link(path, mine); time.sleep(0.1); Path(path).unlink(missing_ok=True)  #"),
                new Broken("claim-touch", "os.utime(mine)  # the rename", "pass  # the rename"),
                new Broken("foreign-names", "if NAME.fullmatch(entry.name):", "if not entry.name.startswith(\".\"):"),
                new Broken(
                        "found-claim",
                        "taken = 0\n",
                        "taken = 0 * len([work(old) for old in MINE.iterdir() if NAME.fullmatch(old.name)])\n"),
                new Broken("claim-order", "(0 if fair else lane,", "(0,"),
                new Broken("claim-fair", "taken % 8 == 7", "False"),
                new Broken("heartbeat", "if not beat(mine):", "if not mine.exists():"),
                new Broken("heartbeat-creates-nothing", "if not beat(mine):", "if not (beat(mine) or mine.touch()):"),
                new Broken("lost-claim-ends-command", "                status = \"gone\"", "                pass"),
                new Broken(
                        "lost-claim-says-nothing",
                        "if status == \"gone\":",
                        "if status == \"gone\" and publish(RESULTS / mine.name, result) is None:"),
                new Broken("command-environment", "\"TRACEPARENT\": packet[\"traceparent\"], ", ""),
                new Broken(
                        "command-text",
                        "\"DROVER_COMMAND\": command",
                        "\"DROVER_COMMAND\": command.encode(\"ascii\", \"ignore\").decode()"),
                new Broken("command-workspace", "cwd=workspace", "cwd=HOME"),
                new Broken("command-input", "exec </dev/null; ", ""),
                new Broken("command-output", "stderr=subprocess.STDOUT", "stderr=subprocess.DEVNULL"),
                new Broken("large-output", "exec </dev/null; eval", "exec </dev/null; ulimit -f 1000; eval"),
                new Broken(
                        "leftovers",
                        "os.killpg(shell.pid, signal.SIGKILL)",
                        "shell.poll() is None and os.killpg(shell.pid, signal.SIGKILL)"),
                new Broken("time-limit", "\"timeout\" if time", "\"failed\" if time"),
                new Broken("artifacts", " if file.is_file()]", "]"),
                new Broken(
                        "result-atomic", "hidden = target.with_name(f\".{target.name}.{AGENT}\")", "hidden = target"),
                new Broken("result-schema", ", \"finished_at\": now()}", "}"),
                new Broken("result-names", "\"attempt\": int(attempt), ", "\"attempt\": 1, "),
                new Broken(
                        "result-first",
                        "publish(RESULTS / mine.name, result)  #",
                        "mine.unlink(); publish(RESULTS / mine.name, result)  #"),
                new Broken("result-completed", "else \"completed\"", "else \"failed\""),
                new Broken("result-failed", "status = \"failed\" if shell", "status = \"completed\" if shell"),
                new Broken("stop-idle", "lambda *_: stopping", "lambda *_: mine and mine.exists() and stopping"),
                new Broken("stop-hands-back", "\"released\" if stopping", "\"cancelled\" if stopping"),
                new Broken("stop-tidies", "    MINE.rmdir()", "    pass"),
                new Broken(
                        "broken-packet",
                        "json.loads(mine.read_bytes())",
                        "json.loads(mine.read_bytes() or sys.exit(1))"),
                new Broken("newer-protocol", "if packet[\"protocol\"] != 1:", "if False:"),
                new Broken("full-disk", "time.sleep(1)  # a full disk", "break  # a full disk"));
    }

    @ParameterizedTest
    @MethodSource("agents")
    void a_broken_agent_fails_the_check_for_what_is_broken_and_no_neighbour(Broken broken)
            throws IOException, InterruptedException {
        String source = Files.readString(Path.of("src/docs/examples/agent.py"));
        assertEquals(2, source.split(java.util.regex.Pattern.quote(broken.right()), -1).length, broken.right());
        Path agent = folder.resolve("agent.py");
        Files.writeString(agent, source.replace(broken.right(), broken.wrong()));
        var subject = new Subject(List.of("python3", agent.toString()), "testing", Map.copyOf(System.getenv()));
        try (Suite suite = new Suite(folder.resolve("homes"), subject, PATIENCE)) {
            List<Outcome> outcomes = suite.run(neighbourhood(broken.check()), outcome -> {});
            assumeFalse(
                    outcomes.stream().anyMatch(o -> o.name().equals(broken.check()) && o.status() == Status.SKIPPED));
            List<String> failed = outcomes.stream()
                    .filter(outcome -> outcome.status() == Status.FAILED)
                    .map(Outcome::name)
                    .toList();
            assertEquals(List.of(broken.check()), failed, outcomes::toString);
            assertTrue(outcomes.stream()
                    .filter(outcome -> outcome.status() == Status.FAILED)
                    .allMatch(outcome -> outcome.seen().isPresent()));
        }
    }

    @Test
    void for_every_check_there_is_an_agent_that_fails_it() {
        assertEquals(
                Suite.checks().stream().map(Check::name).sorted().toList(),
                agents().map(Broken::check).sorted().toList());
    }

    /** The check and those that stand in one class with it, but for slow ones. */
    private static List<Check> neighbourhood(String name) {
        List<Check> group = Stream.of(
                        Identity.checks(),
                        Claiming.checks(),
                        Order.checks(),
                        Leases.checks(),
                        Running.checks(),
                        Results.checks(),
                        Stopping.checks(),
                        Odd.checks())
                .filter(checks -> checks.stream().anyMatch(check -> check.name().equals(name)))
                .findFirst()
                .orElseThrow();
        return group.stream()
                .filter(check -> check.name().equals(name) || !SLOW.contains(check.name()))
                .toList();
    }
}
