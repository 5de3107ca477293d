package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The table of settings in the README is the one in the code. */
class ReadmeSettingsTest {
    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- settings -->";
    private static final String END = "<!-- /settings -->";

    @Test
    void the_table_of_settings_in_the_readme_says_what_the_code_says() throws IOException {
        String expected = "| setting | environment | default | meaning |\n| --- | --- | --- | --- |\n"
                + String.join(
                        "",
                        SettingsTable.ALL.stream().map(ReadmeSettingsTest::row).toList());

        assertEquals(expected, between(Files.readAllLines(README)), "put this between the two marks in README.md");
    }

    private static String row(Setting setting) {
        return "| `%s` | `%s` | `%s` | %s |\n"
                .formatted(
                        setting.key(),
                        setting.environment(),
                        Setting.yaml(setting.defaultValue()),
                        setting.description().replace("|", "\\|"));
    }

    private static String between(List<String> lines) {
        int begin = lines.indexOf(BEGIN);
        int end = lines.indexOf(END);
        assertEquals(1, lines.stream().filter(BEGIN::equals).count(), "README.md has the line " + BEGIN + " once");
        return String.join("\n", lines.subList(begin + 1, end)) + "\n";
    }
}
