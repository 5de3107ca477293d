package dev.drover.council.draft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.council.AgentDefinitions;
import dev.drover.message.DroverException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DraftTest {
    @TempDir
    private Path folder;

    private Draft draft(String description, String type) throws Exception {
        var wanted = new Wanted(description, type, List.of("x"), Optional.empty(), Optional.empty(), Optional.empty());
        return new Author(folder, AgentDefinitions.load(folder)).builtIn(wanted);
    }

    @Test
    void a_file_that_came_in_between_stays_as_it_is() throws Exception {
        Draft draft = draft("A specialist for Python testing", "testing");
        Path file = Files.writeString(folder.resolve("python-testing.md"), "mine");
        DroverException refused = assertThrows(DroverException.class, () -> draft.publish(folder));
        assertTrue(String.valueOf(refused.getMessage()).contains("stays as it is"), refused::toString);
        assertEquals("mine", Files.readString(file));
    }

    @Test
    void a_name_is_made_of_the_words_that_say_something() throws Exception {
        assertEquals(
                "python-testing",
                draft("A specialist for Python testing", "testing").definition().name());
        assertEquals(
                "reviews-sql-migrations-before",
                draft("Reviews SQL migrations before they are merged", "review")
                        .definition()
                        .name());
        assertEquals(
                "odd-specialist",
                draft("Специалист по тестам", "odd").definition().name());
    }

    @Test
    void every_domain_that_comes_with_the_program_has_its_own_duties() throws Exception {
        for (String domain : List.of("coding", "testing", "review", "documentation", "deployment", "git")) {
            String prompt = draft("A specialist for " + domain + " of this house", domain)
                    .definition()
                    .prompt();
            String builtIn = Files.readString(Path.of("council/agents/" + domain + ".md"));
            List<String> duties = builtIn.lines()
                    .filter(line -> line.startsWith("- ") || line.startsWith("End with"))
                    .toList();
            assertTrue(duties.size() > 4, domain);
            duties.forEach(duty -> assertTrue(prompt.contains(duty), duty + " is not in " + prompt));
        }
    }
}
