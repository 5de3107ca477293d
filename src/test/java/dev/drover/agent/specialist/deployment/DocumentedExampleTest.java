package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.completed;
import static dev.drover.agent.specialist.deployment.Yard.failed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code src/docs/deployment.md} does what the page says of it. */
class DocumentedExampleTest {
    private static final Pattern EXAMPLE =
            Pattern.compile("<!-- example: deploy\\.yaml -->\n```yaml\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path temp;

    private Path live(Yard yard, String environment) {
        return yard.bench().workspace().resolve("deployed/" + environment + "/current/dist/index.html");
    }

    @Test
    void the_complete_example_deploys_promotes_rolls_back_and_takes_back_what_does_not_pass() throws Exception {
        Matcher example = EXAMPLE.matcher(Files.readString(Path.of("src/docs/deployment.md")));
        assertTrue(example.find());
        Yard yard = new Yard(temp).file(example.group(1));
        yard.bench().write("index.html", "<title>One</title>");
        completed(yard.says("deploy", "Deploy to staging"));
        completed(yard.says("promote", "Promote to production"));
        yard.bench().write("index.html", "<title>Two</title>");
        completed(yard.says("deploy", "Deploy"));
        completed(yard.says("promote", "Promote to production"));
        assertEquals("<title>Two</title>", Files.readString(live(yard, "production")));
        completed(yard.says("rollback", "Roll back production"));
        assertEquals("<title>One</title>", Files.readString(live(yard, "production")));
        yard.bench().write("index.html", "no title");
        String summary = failed(yard.says("deploy", "Deploy to staging"), "smoke_test_failed");
        assertTrue(summary.contains("verified"), summary);
        assertEquals("<title>Two</title>", Files.readString(live(yard, "staging")));
    }
}
