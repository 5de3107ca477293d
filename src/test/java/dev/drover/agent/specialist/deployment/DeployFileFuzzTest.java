package dev.drover.agent.specialist.deployment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.fuzz.Mutator;
import dev.drover.message.MessageText;
import dev.drover.message.ResultStatus;
import org.junit.jupiter.api.Test;

/** Of ten thousand changed deployment files each is read, or refused with a message that names the file. */
class DeployFileFuzzTest {
    private static final byte[] SOUND = """
            version: 1
            default_environment: staging
            build: {command: make, artifacts: [page.txt, "dist/app"], timeout_seconds: 60}
            environments:
              staging:
                target:
                  local: {folder: /srv/staging}
                smoke_test:
                  commands: [check, "grep -q 'x' y"]
                  timeout_seconds: 30
              production:
                target:
                  commands: {deploy: ./d.sh, rollback: ./r.sh}
                promote_from: staging
                codeword: pbkdf2-sha256:600000:AAECAwQFBgcICQoLDA0ODw:nFyp9qnB2YqV1F0m8nCzKcJ2yOIsD1rFvV3FQm0b1xk
                keep: 7
            """.getBytes(UTF_8);

    @Test
    void a_changed_file_is_read_or_refused_in_words() {
        var mutator = new Mutator(7);
        int read = 0;
        int refused = 0;
        for (int i = 0; i < 10_000; i++) {
            if (MessageText.decode(mutator.mutate(SOUND)) instanceof MessageText.Text text) {
                try {
                    assertFalse(
                            DeployFileReader.parse(text.text()).environments().isEmpty(), text.text());
                    read++;
                } catch (Refusal e) {
                    assertTrue(e.outcome().status() == ResultStatus.BLOCKED, text.text());
                    assertTrue(e.outcome().summary().startsWith(DeployFile.NAME + " cannot be used: "), text.text());
                    refused++;
                }
            }
        }
        assertTrue(read > 200 && refused > 200, read + " read, " + refused + " refused");
    }
}
