package dev.drover.agent.specialist.deployment;

import static dev.drover.agent.specialist.deployment.Yard.blocked;
import static dev.drover.agent.specialist.deployment.Yard.completed;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong with a deployment file is named with its line, and nothing is deployed. */
class DeployFileTest {
    private static final String SOUND = """
            version: 1
            default_environment: staging
            build:
              command: make
              artifacts: [page.txt]
            environments:
              staging:
                target:
                  local: {folder: /srv/staging}
                smoke_test: {commands: [check]}
              production:
                target:
                  commands: {deploy: ./d.sh, rollback: ./r.sh}
                promote_from: staging
                keep: 7
            """;

    @TempDir
    Path temp;

    private String refusalOf(String yaml) throws Exception {
        return blocked(new Yard(temp).file(yaml).does("deploy"), "deploy_file_invalid");
    }

    @Test
    void a_sound_file_is_read_whole() throws Exception {
        DeployFile file = DeployFileReader.parse(SOUND);
        assertEquals(7, file.environment("production").orElseThrow().keep());
        assertEquals(5, file.environment("staging").orElseThrow().keep());
        assertEquals(
                new DeployFile.Target.Commands("./d.sh", "./r.sh", 120),
                file.environment("production").orElseThrow().target());
        assertEquals("make", file.build().orElseThrow().command().orElseThrow());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version: 1 | version: 2 | line 1: /version must be at most 1, but is 2; for example 1",
                "version: 1 | version: one | line 1: /version must be a whole number, but is \"one\"",
                "keep: 7 | keep: 1 | line 15: /environments/production/keep must be at least 2, but is 1; for example 5",
                "keep: 7 | kept: 7 | line 15: 'kept' is not a key here",
                "promote_from: staging | promote_from: test | line 14: promote_from names 'test'",
                "promote_from: staging | promote_from: production | line 14: promote_from leads in a circle",
                "smoke_test: {commands: [check]} | keep: 3 | line 14: promote_from names staging, which has no smoke_test",
                "default_environment: staging | default_environment: live | line 2: default_environment is 'live'",
                "artifacts: [page.txt] | artifacts: [../page.txt] | line 5: the artifact '../page.txt' must be a path below",
                "artifacts: [page.txt] | artifacts: [/etc/passwd] | line 5: the artifact '/etc/passwd' must be a path below",
                "artifacts: [page.txt] | artifacts: [.] | line 5: the artifact '.' must be a path below",
                "artifacts: [page.txt] | artifacts: [] | line 5: /build/artifacts must have at least 1 entries",
                "folder: /srv/staging | folder: ../staging | line 9: the folder '../staging' must be an absolute path",
                "artifacts: [page.txt] | artifacts: [.git] | line 5: the artifact '.git' is of the git repository itself",
                "folder: /srv/staging | folder: .git/x | line 9: the folder '.git/x' must be one outside of .git",
                "folder: /srv/staging | folder: ~/shop | line 9: the folder '~/shop' must be one outside of .git",
                "folder: /srv/staging | folder: $HOME/shop | line 9: the folder '$HOME/shop' must be one outside of .git",
                "folder: /srv/staging | folder: / | line 9: the folder '/' must be an absolute path",
                "local: {folder: /srv/staging} | remote: {host: x} | line 9: 'remote' is not a key here",
                "keep: 7 | codeword: hunter2 | line 15: /environments/production/codeword must be what drover codeword hash",
                "keep: 7 | codeword: pbkdf2-sha256:100000:AAECAwQFBgcICQoLDA0ODw:nFyp9qnB2YqV1F0m8nCzKcJ2yOIsD1rFvV3FQm0b1xk | line 15: the codeword of production",
                "production: | ../production: | line 12: '../production' cannot name an environment",
                "version: 1 | version: !!int 1 | line 1: anchors",
                "keep: 7 | keep: 7: 8 | line 15: it is not valid YAML",
            })
    void what_is_wrong_is_named_with_its_line(String right, String wrong, String complaint) throws Exception {
        assertTrue(SOUND.contains(right), right);
        String refusal = refusalOf(SOUND.replaceFirst(
                java.util.regex.Pattern.quote(right), java.util.regex.Matcher.quoteReplacement(wrong)));
        assertTrue(refusal.contains(complaint), refusal);
        assertFalse(refusal.contains("hunter2"), "what may be a codeword is not repeated");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "x", "environments: {}\nversion: 1", "version: 1", "\u0000\u0000", "a: b\n---\nc: d"})
    void what_is_no_deployment_file_at_all_is_refused(String text) throws Exception {
        assertTrue(refusalOf(text).contains("drover schema deploy"));
    }

    @Test
    void one_environment_in_a_folder_of_another_is_refused() throws Exception {
        String refusal = refusalOf("""
                version: 1
                environments:
                  a: {target: {local: {folder: /srv/x}}}
                  b: {target: {local: {folder: /srv/./x}}}
                """);
        assertTrue(refusal.contains("line 4: b and a have the same folder"), refusal);
    }

    @Test
    void without_a_file_it_says_how_the_smallest_one_looks() throws Exception {
        String refusal = blocked(new Yard(temp).does("deploy"), "no_deploy_file");
        assertTrue(refusal.contains("src/docs/deployment.md"), refusal);
        String example = refusal.replaceAll(".*the smallest: (.*?); all of it.*", "{$1}");
        assertEquals(1, DeployFileReader.parse(example).environments().size());
    }

    @Test
    void a_file_that_is_a_link_or_lies_behind_one_or_is_huge_is_not_read() throws Exception {
        Yard yard = new Yard(temp).staging();
        Path folder = yard.bench().workspace().resolve(".drover");
        Path file = folder.resolve("deploy.yaml");
        Path elsewhere = Files.move(file, yard.folder("deploy.yaml"));
        Files.createSymbolicLink(file, elsewhere);
        blocked(yard.does("deploy"), "deploy_file_invalid");

        Files.delete(file);
        Files.writeString(file, "# " + "x".repeat(300 * 1024));
        blocked(yard.does("deploy"), "deploy_file_invalid");

        Files.move(elsewhere, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        completed(yard.does("deploy"));
        Path moved = Files.move(folder, yard.folder("moved"));
        Files.createSymbolicLink(folder, moved);
        blocked(yard.does("deploy"), "deploy_file_invalid");
    }
}
