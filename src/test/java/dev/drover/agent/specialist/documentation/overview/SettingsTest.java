package dev.drover.agent.specialist.documentation.overview;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "Java @ String a = System.getenv(\"PORT\"); @ ''",
                "Java @ System.getenv().getOrDefault(\"PORT\", \"80\") @ 80",
                "Java @ Optional.ofNullable(System.getenv(\"PORT\")).orElse(\"80\") @ 80",
                "Kotlin @ val a = System.getenv(\"PORT\") ?: \"80\" @ 80",
                "Python @ os.environ[\"PORT\"] @ ''",
                "Python @ int(os.environ.get('PORT', 80)) @ 80",
                "Python @ os.getenv(\"PORT\", \"80\") @ 80",
                "JavaScript @ const a = process.env.PORT @ ''",
                "JavaScript @ listen(process.env.PORT || 80) @ 80",
                "TypeScript @ process.env['PORT'] ?? \"80\" @ 80",
                "Go @ os.Getenv(\"PORT\") @ ''",
                "Go @ v, ok := os.LookupEnv(\"PORT\") @ ''",
                "Rust @ env::var(\"PORT\").unwrap_or(\"80\".to_string()) @ 80",
                "Rust @ std::env::var(\"PORT\").unwrap_or_else(|_| \"80\".into()) @ 80",
                "Ruby @ ENV.fetch('PORT', 80) @ 80",
                "Ruby @ ENV['PORT'] || '80' @ 80",
                "Shell @ listen \"${PORT:-80}\" @ 80",
                "Shell @ : \"${PORT:=80}\" @ 80",
                "Shell @ PORT=${PORT:-80} @ 80",
                "C @ getenv(\"PORT\") @ ''",
                "PHP @ $_ENV['PORT'] @ ''",
                "C# @ Environment.GetEnvironmentVariable(\"PORT\") @ ''",
            })
    void each_language_has_its_way_to_read_the_environment(String language, String line, String fallback) {
        assertEquals(
                List.of(new Setting("PORT", fallback.replace("''", ""), 2)),
                Settings.in(language.strip(), "\n" + line.strip() + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '@',
            quoteCharacter = '~',
            value = {
                "Java @ // System.getenv(\"PORT\")",
                "Java @ System.getenv(name)",
                "Java @ System.getenv(\"PATH\")",
                "Python @ os.environ[\"PORT\"] = \"80\"",
                "Python @ # os.getenv(\"PORT\")",
                "JavaScript @ process.env.PORT = 80",
                "Ruby @ ENV['PORT'] = '80'",
                "Shell @ ${port:-80} $PORT ${PORT}",
                "Markdown @ System.getenv(\"PORT\")",
            })
    void what_sets_it_or_speaks_of_it_does_not_read_it(String language, String line) {
        assertEquals(List.of(), Settings.in(language.strip(), line));
    }

    @Test
    void a_variable_that_a_script_sets_itself_is_no_setting() {
        assertEquals(
                List.of(new Setting("GIVEN", "x", 3)),
                Settings.in("Shell", "  local OWN=1\necho ${OWN:-2}\necho ${GIVEN:-x}\nGIVEN=${GIVEN:-x}\n")
                        .subList(0, 1));
    }

    @Test
    void lines_that_are_no_source_any_more_take_no_time() {
        String spaces = "getenv(" + " ".repeat(1_000_000);
        assertEquals(List.of(), Settings.in("Java", spaces));
        assertEquals(List.of(), Settings.in("Java", "getenv(\"".repeat(400) + "\n".repeat(100_000)));
        assertEquals(List.of(), Settings.in("Shell", "${A".repeat(1300)));
    }
}
