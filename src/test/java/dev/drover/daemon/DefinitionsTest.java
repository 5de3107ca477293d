package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.bus.Home;
import dev.drover.planning.Capabilities;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefinitionsTest {
    @TempDir
    private Path folder;

    @Test
    void requests_are_planned_by_what_a_definition_said_before_it_broke() throws Exception {
        var home = new Home(folder);
        home.createFolders();
        Path file = Files.createDirectories(home.agentDefinitions()).resolve("mine.md");
        Files.writeString(file, "---\nname: mine\ncapabilities: [juggle]\n---\n");
        var definitions = new Definitions(home, Map.of());
        List<String> troubles = new ArrayList<>();
        for (String broken : List.of("no front matter", "---\nname: mine\nbackend: nonsense\n---\n")) {
            Files.writeString(file, broken);
            assertTrue(definitions.refresh(troubles::add));
            Capabilities planned = Capabilities.of(definitions.agents());
            assertEquals(Optional.of("mine"), planned.typeFor("juggle"));
            assertEquals(Map.of(), planned.broken());
        }
        assertEquals(2, troubles.size(), troubles::toString);
        assertTrue(troubles.getLast().startsWith("mine.md line 3"), troubles::toString);
        Files.delete(file);
        assertTrue(definitions.refresh(troubles::add));
        assertEquals(
                Optional.empty(), Capabilities.of(definitions.agents()).typeFor("juggle"), "a removed one is gone");
    }
}
