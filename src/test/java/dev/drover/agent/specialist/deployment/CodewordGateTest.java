package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.agent.specialist.Outcome;
import dev.drover.council.Codeword;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CodewordGateTest {
    private static final String WORD = "correct horse battery";

    @TempDir
    Path temp;

    private Yard yard;

    @BeforeEach
    void project() throws Exception {
        yard = new Yard(temp).staging();
        yard.file(yard.bench().read(".drover/deploy.yaml") + "    codeword: "
                + Codeword.of(WORD, new SecureRandom()).text() + "\n");
    }

    @Test
    void nothing_is_deployed_before_the_codeword_is_given() throws Exception {
        String refusal = blocked(yard.does("deploy"), "codeword_needed");
        assertTrue(refusal.contains("drover codeword give req1"), refusal);
        assertFalse(yard.isDeployed("staging"));
        yard.bench().surroundings().give(WORD);
        completed(yard.does("deploy"));
        assertTrue(yard.isDeployed("staging"));
    }

    @Test
    void a_word_is_good_for_one_task() throws Exception {
        yard.bench().surroundings().give(WORD);
        completed(yard.does("deploy"));
        blocked(yard.page("two").does("deploy"), "codeword_needed");
        blocked(yard.does("rollback"), "codeword_needed");
        assertEquals(Optional.of("one"), yard.seen("staging"));
    }

    @Test
    void looking_needs_no_codeword() throws Exception {
        yard.bench().surroundings().give(WORD);
        completed(yard.does("deploy"));
        completed(yard.does("smoke_test"));
        completed(yard.does("build"));
    }

    @Test
    void a_wrong_word_is_told_and_after_five_the_task_is_over_even_with_the_right_one() throws Exception {
        for (int n = 1; n < 5; n++) {
            yard.bench().surroundings().give("guess " + n);
            String refusal = blocked(yard.does("deploy"), "codeword_needed");
            assertTrue(refusal.contains("is not the codeword (" + n + " of 5 tries)"), refusal);
            assertFalse(refusal.contains("guess"), refusal);
        }
        yard.bench().surroundings().give("guess 5");
        failed(yard.does("deploy"), "codeword_wrong");
        yard.bench().surroundings().give(WORD);
        failed(yard.does("deploy"), "codeword_wrong");
        assertFalse(yard.isDeployed("staging"));
    }

    @Test
    void no_command_and_no_file_gets_to_know_the_word() throws Exception {
        yard.bench().surroundings().give(WORD);
        String spy = "env > $ROOT/env; cat /proc/$PPID/cmdline /proc/$PPID/environ /proc/$$/environ >> $ROOT/env; true";
        yard.file(yard.bench().read(".drover/deploy.yaml").replace(Yard.SMOKE, spy));
        Outcome outcome = completed(yard.does("deploy", Map.of()));
        assertFalse(outcome.toString().contains(WORD));
        try (var files = Files.walk(yard.folder("."))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(
                        Files.readString(file, java.nio.charset.StandardCharsets.ISO_8859_1)
                                .contains(WORD),
                        file.toString());
            }
        }
        assertTrue(Files.readString(yard.folder("env")).contains("DROVER_RELEASE="));
    }
}
