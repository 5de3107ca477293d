package dev.drover.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may look at what Drover writes, and who may give it orders. */
final class PermissionsTest {
    @TempDir
    private Path folder = Path.of("");

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void what_drover_writes_is_its_owners_alone_and_what_commands_write_has_the_users_mask(boolean detached)
            throws Exception {
        Path project = Files.createDirectory(folder.resolve("project"));
        Files.writeString(project.resolve("Makefile"), "all:\n\ttrue\n");
        try (TestHome home = TestHome.in(folder)) {
            up(home, "027", detached);
            Map<String, Object> documents = Requests.task("t2", "");
            documents.remove("run");
            Requests.with(documents, "agent_type", "documentation");
            Requests.with(documents, "capability", "document_project");
            home.drop(
                    "r.json",
                    Requests.json(Map.of(
                            "request_id",
                            "r",
                            "workspace",
                            project.toString(),
                            "tasks",
                            List.of(
                                    Requests.task(
                                            "t1",
                                            "umask; mkdir made; echo x > made/file; echo y > $DROVER_ARTIFACTS/a"),
                                    documents))));
            home.ends("r", "completed");
            assertEquals("rwxr-x---", mode(project.resolve("made")));
            assertEquals("rw-r-----", mode(project.resolve("made/file")));
            assertEquals("rw-r-----", mode(project.resolve("README.md")));
            home.drop("next.json", Requests.run("next", "true"));
            home.ends("next", "completed");
            assertEquals(List.of(), openToOthers(home));
        }
    }

    /** Starts a daemon under another mask. */
    private void up(TestHome home, String mask, boolean detached) throws Exception {
        String[] prefix = {"sh", "-c", "umask " + mask + "; exec \"$@\"", "sh"};
        if (!detached) {
            home.startProcess(prefix);
            return;
        }
        List<String> command = new ArrayList<>(List.of(prefix));
        command.addAll(
                RealDaemon.command("up", "--detach", "--home", home.root().toString()));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("up.log").toFile());
        builder.environment().putAll(home.environment());
        assertEquals(0, builder.start().waitFor(), () -> "see up.log");
        home.startedElsewhere();
    }

    /** Files and folders that the daemon and its agents made; what people wrote is theirs, wherever it was moved. */
    private static List<String> openToOthers(TestHome home) throws IOException {
        List<String> open = new ArrayList<>();
        for (String part : List.of("bus", "logs", "council/keys", "council/registry")) {
            Path below = home.root().resolve(part);
            for (Path path : Tree.of(below)) {
                boolean peoples = Stream.of("request.json", "a", "daemon.log", ".gitignore")
                        .anyMatch(name -> path.endsWith(name));
                modeIfThere(path)
                        .filter(mode -> !peoples && !mode.endsWith("------"))
                        .ifPresent(mode -> open.add(mode + " " + home.root().relativize(path)));
            }
        }
        return open;
    }

    /** Empty for what went away meanwhile: the daemon goes on writing. */
    private static Optional<String> modeIfThere(Path path) throws IOException {
        try {
            return Optional.of(mode(path));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "bus", "bus/control", "bus/inbox/high", "council/agents", "logs"})
    void a_home_that_others_may_write_into_is_refused_with_the_command_that_mends_it(String name) throws Exception {
        for (String mode : List.of("rwxrwx---", "rwxr-xrwx")) {
            try (TestHome home = TestHome.in(folder)) {
                Files.setPosixFilePermissions(home.root().resolve(name), PosixFilePermissions.fromString(mode));
                String remedy = refusal(home, "others may write there");
                assertTrue(remedy.startsWith("chmod "), remedy);
                Processes.run("sh", "-c", remedy);
                home.start();
            }
        }
    }

    @Test
    void a_home_of_another_user_is_refused_with_the_command_that_mends_it() throws Exception {
        boolean root = Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0);
        assumeTrue(root, "only root can give a folder away");
        try (TestHome home = TestHome.in(folder)) {
            Processes.run("chown", "12345", home.root().toString());
            String remedy = refusal(home, "belongs to 12345");
            Processes.run("sh", "-c", remedy);
            home.start();
        }
    }

    private static String refusal(TestHome home, String why) {
        String message =
                String.valueOf(assertThrows(DroverException.class, home::start).getMessage());
        assertTrue(message.contains(why), message);
        return message.substring(message.indexOf("run: ") + "run: ".length());
    }
}
