package dev.drover.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.council.Codeword;
import dev.drover.message.Control;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

@ResourceLock(Resources.GLOBAL)
class DeploymentCommandsTest {
    private static final String LINE = """
            {"at":"2026-11-26T12:00:0%d.5Z","environment":"staging","workspace":"%s","site":"/nowhere","action":"DEPLOY",\
            "step":"%s","release":"0123456789abcdef","sha256":"0123","previous":"fedcba9876543210","request_id":"req-%s",\
            "task_id":"deploy","packet_id":"p%s","attempt":1,"agent_id":"a","commit":"0f0f0f0f0f0f0f0f+changes","message":"m"}
            """;

    @TempDir
    Path root;

    private Home home = new Home(Path.of(""));

    @BeforeEach
    void a_home() throws Exception {
        assertEquals(0, Cli.bare("init", root.toString()).code());
        home = new Home(root.toRealPath());
    }

    private static Cli.Ran typing(String text, String... words) {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        try {
            return Cli.bare(words);
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void the_hash_of_a_word_from_standard_input_fits_the_word_and_no_other_and_has_a_salt_of_its_own() {
        Cli.Ran ran = typing("correct horse\r\nmore\n", "codeword", "hash");
        assertEquals(0, ran.code(), ran::toString);
        Codeword hash = Codeword.parse(ran.out().strip());
        assertTrue(hash.matches("correct horse"));
        assertFalse(hash.matches("correct horsf"));
        assertFalse(
                ran.out().equals(typing("correct horse\n", "codeword", "hash").out()));
    }

    @Test
    void a_word_that_is_short_or_missing_is_refused() {
        assertTrue(typing("short\n", "codeword", "hash").err().contains("at least 8 characters"));
        assertTrue(typing("\n", "codeword", "hash").err().contains("1 to 1024 characters"));
    }

    @Test
    void a_word_is_given_in_a_control_message_that_only_its_owner_may_read() throws Exception {
        var answer = ControlMessage.send(home, Control.parse("*codeword:req-1"), Map.of("codeword", "Grüße, Welt"));
        assertEquals(Exit.NO_DAEMON, answer.exitCode());
        assertFalse(answer.toString().contains("Welt"));
        assertFalse(typing("Grüße, Welt\n", "codeword", "give", "ghost", "--home", root.toString())
                .toString()
                .contains("Welt"));
        try (var files = Files.list(home.control())) {
            Path message = files.filter(f -> f.toString().endsWith(".json"))
                    .findFirst()
                    .orElseThrow();
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(message)));
            String content = Files.readString(message);
            assertTrue(content.contains("*codeword:req-1") && content.contains("Grüße, Welt"), content);
        }
    }

    @Test
    void deployments_are_listed_newest_first_with_what_came_of_them() throws Exception {
        String shop = Files.createDirectories(root.resolve("shop")).toRealPath().toString();
        String log = LINE.formatted(1, shop, "BEGUN", 1, 1) + LINE.formatted(2, shop, "LIVE", 1, 1)
                + LINE.formatted(3, "/other", "BEGUN", 2, 2) + "torn";
        Files.writeString(home.deployments(), log);
        Cli.Ran all = new Cli(root).run("deployments");
        assertEquals(0, all.code(), all::toString);
        assertTrue(
                all.out().indexOf("begun, not ended") < all.out().indexOf("live, before: fedcba9876543210"), all.out());
        assertTrue(all.out().contains("0f0f0f0f0f0f+"), all.out());
        Cli.Ran one = new Cli(root).run("deployments", "--workspace", shop, "--json");
        assertTrue(one.out().contains("req-1") && !one.out().contains("req-2"), one.out());
    }
}
