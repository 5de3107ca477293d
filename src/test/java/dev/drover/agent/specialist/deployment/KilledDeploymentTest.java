package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * SIGKILL at each named point of a deployment: users see the old release or the new one, whole, and the next run goes on
 * from there.
 */
class KilledDeploymentTest {
    private static final Path SOURCES = Path.of("src/main/java/dev/drover/agent/specialist/deployment");
    private static final Pattern POINT = Pattern.compile("KillPoint\\.reach\\(\"([a-z._]+)\"\\)");
    private static final int KILLED = 137;

    @TempDir
    Path temp;

    /** As the sources have them, so that a new one is under fire at once. */
    static Stream<String> points() throws IOException {
        Set<String> found = new TreeSet<>();
        try (var files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                Matcher matcher = POINT.matcher(Files.readString(file));
                while (matcher.find()) {
                    found.add(matcher.group(1));
                }
            }
        }
        assertTrue(found.size() >= 9, found::toString);
        return found.stream();
    }

    private Yard deployed() throws Exception {
        Yard yard = new Yard(temp).staging();
        yard.file(yard.bench().read(".drover/deploy.yaml").replace("    smoke_test:", "    keep: 2\n    smoke_test:"));
        completed(yard.does("deploy"));
        completed(yard.page("two").does("deploy"));
        return yard;
    }

    private int run(String capability, String packet, String killAt) throws Exception {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                DeployRun.class.getName(),
                temp.toString(),
                capability,
                packet);
        builder.environment().put("DROVER_KILL_AT", killAt);
        builder.redirectErrorStream(true).redirectOutput(new File(temp.toFile(), "run.log"));
        return builder.start().waitFor();
    }

    private static Outcome again(Yard yard, String capability, String packet) throws Exception {
        return yard.perform(yard.assignment(capability, Map.of(), List.of(), packet, Optional.empty()));
    }

    @ParameterizedTest
    @MethodSource("points")
    void a_kill_leaves_the_old_release_or_the_new_one_and_the_same_task_ends_it(String point) throws Exception {
        Yard yard = deployed();
        yard.page("three");
        assertEquals(KILLED, run("deploy", "three", point), () -> "it never came to " + point);
        String seen = yard.seen("staging").orElseThrow();
        assertTrue(Set.of("two", "three").contains(seen), seen);
        completed(again(yard, "deploy", "three"));
        assertEquals(Optional.of("three"), yard.seen("staging"));
        assertFalse(yard.releases("staging").stream().anyMatch(name -> name.startsWith(".")));
        completed(yard.does("rollback"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @ParameterizedTest
    @MethodSource("points")
    void after_a_kill_another_deployment_that_fails_goes_back_to_what_was_proven(String point) throws Exception {
        Yard yard = deployed();
        yard.page("three");
        assertEquals(KILLED, run("deploy", "three", point));
        boolean proven = Set.of("deploy.live", "deploy.pruning").contains(point);
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of(proven ? "three" : "two"), yard.seen("staging"));
    }

    @ParameterizedTest
    @MethodSource("rollbackPoints")
    void a_roll_back_that_was_killed_goes_back_once(String point) throws Exception {
        Yard yard = deployed();
        completed(yard.page("three").does("deploy"));
        assertEquals(KILLED, run("rollback", "back", point));
        completed(again(yard, "rollback", "back"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    static Stream<String> rollbackPoints() {
        return Stream.of("deploy.begun", "deploy.link_made", "deploy.switched", "deploy.ending");
    }

    @Test
    void a_roll_back_of_another_request_undoes_what_a_killed_deployment_left_unproven() throws Exception {
        Yard yard = deployed();
        yard.page("three");
        assertEquals(KILLED, run("deploy", "three", "deploy.switched"));
        assertEquals(Optional.of("three"), yard.seen("staging"));
        completed(yard.does("rollback"));
        assertEquals(Optional.of("two"), yard.seen("staging"));
    }

    @Test
    void what_a_killed_first_deployment_left_unproven_is_better_than_nothing() throws Exception {
        Yard yard = new Yard(temp).staging();
        assertEquals(KILLED, run("deploy", "first", "deploy.switched"));
        failed(yard.page("broken").does("deploy"), "smoke_test_failed");
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void a_first_deployment_that_was_killed_leaves_nothing_or_all_of_it() throws Exception {
        Yard yard = new Yard(temp).staging();
        assertEquals(KILLED, run("deploy", "first", "deploy.link_made"));
        assertFalse(yard.isDeployed("staging"));
        completed(again(yard, "deploy", "first"));
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }
}
