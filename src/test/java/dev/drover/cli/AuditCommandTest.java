package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.audit.ChainedLog;
import dev.drover.bus.Home;
import dev.drover.cli.home.KeyInGit;
import dev.drover.cli.home.Seed;
import dev.drover.cli.home.Tool;
import dev.drover.council.CouncilKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person does with the audit trail, and with tools that are not Drover's. */
class AuditCommandTest {
    @TempDir
    Path folder;

    private Home home = new Home(Path.of("/"));

    @BeforeEach
    void a_home_with_a_journal() throws IOException {
        home = Seed.plant(folder.resolve("home"));
        append("one");
    }

    private Cli cli() {
        return new Cli(home.root());
    }

    private void append(String event) throws IOException {
        try (ChainedLog log = ChainedLog.open(home.journal(), line -> {})) {
            log.add(Instant.EPOCH, "{\"event\":\"" + event + "\"}");
            log.write(Instant.EPOCH);
        }
    }

    private static int run(Path directory, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void an_exported_head_holds_as_the_log_grows_and_fails_once_it_is_written_anew() throws IOException {
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, cli().run("audit", "export").out());
        append("two");
        Cli.Ran good = cli().run("audit", "verify", "--against", kept.toString());
        assertEquals(0, good.code(), good::toString);
        Files.delete(home.journal());
        append("other");
        append("two");
        assertEquals(0, cli().run("audit", "verify").code());
        Cli.Ran bad = cli().run("audit", "verify", "--against", kept.toString());
        assertEquals(1, bad.code(), bad::toString);
        assertTrue(bad.out().contains("written anew"), bad::toString);
    }

    @Test
    void a_head_that_another_key_signed_is_refused() throws IOException {
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, cli().run("audit", "export").out());
        Files.delete(CouncilKey.file(home.keys()));
        CouncilKey.create(home.keys());
        Cli.Ran ran = cli().run("audit", "verify", "--against", kept.toString());
        assertEquals(1, ran.code(), ran::toString);
        assertTrue(ran.err().contains("the key was replaced"), ran::toString);
    }

    @Test
    void a_checkpoint_is_verified_by_openssl_with_the_documented_script() throws Exception {
        Path kept = folder.resolve("kept.txt");
        Files.writeString(kept, cli().run("audit", "export").out());
        Path script = Path.of("src/docs/examples/verify-checkpoint.sh").toAbsolutePath();
        Assumptions.assumeTrue(Tool.find("openssl").isPresent(), "there is no openssl here");
        String publicKey = CouncilKey.publicFile(home.keys()).toString();
        assertEquals(0, run(folder, "sh", script.toString(), publicKey, kept.toString()));
        Files.writeString(kept, Files.readString(kept).replaceFirst("\n2\n", "\n3\n"));
        assertEquals(1, run(folder, "sh", script.toString(), publicKey, kept.toString()));
    }

    @Test
    void a_key_that_git_tracks_is_noticed() throws Exception {
        assertEquals(0, run(home.root(), "git", "init", "-q"));
        assertTrue(!KeyInGit.isTracked(home));
        assertEquals(0, run(home.root(), "git", "add", "-A"));
        assertTrue(!KeyInGit.isTracked(home), "its folder is ignored");
        assertEquals(0, run(home.root(), "git", "add", "-f", "council/keys/council.key"));
        assertTrue(KeyInGit.isTracked(home));
    }
}
