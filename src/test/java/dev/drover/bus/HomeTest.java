package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
    @TempDir
    Path root;

    private Path named = Path.of(".");
    private Path inEnvironment = Path.of(".");
    private Path above = Path.of(".");
    private Path deep = Path.of(".");

    @BeforeEach
    void three_homes() throws IOException {
        named = home("named");
        inEnvironment = home("environment");
        above = home("above");
        deep = Files.createDirectories(above.resolve("a/b/c"));
    }

    private Path home(String name) throws IOException {
        Path mark = root.toRealPath().resolve(name).resolve(Home.MARK);
        Files.createDirectories(mark.getParent());
        Files.writeString(mark, "");
        return root.toRealPath().resolve(name);
    }

    @Test
    void the_named_home_comes_before_that_of_the_environment_and_that_before_the_nearest_above() {
        var environment = Map.of("DROVER_HOME", inEnvironment.toString());
        assertEquals(named, Home.find(Optional.of(named), environment, deep).root());
        assertEquals(
                inEnvironment, Home.find(Optional.empty(), environment, deep).root());
        assertEquals(
                above,
                Home.find(Optional.empty(), Map.of("DROVER_HOME", " "), deep).root());
        assertEquals(above, Home.find(Optional.empty(), Map.of(), deep).root());
    }

    @Test
    void a_named_folder_that_is_no_home_is_refused_and_no_other_is_taken_for_it() {
        DroverException e = assertThrows(DroverException.class, () -> Home.find(Optional.of(deep), Map.of(), above));
        assertTrue(String.valueOf(e.getMessage()).contains("drover init " + deep), e::toString);
    }

    @Test
    void where_there_is_no_home_it_is_said_how_to_make_one() {
        DroverException e = assertThrows(DroverException.class, () -> Home.find(Optional.empty(), Map.of(), root));
        assertTrue(String.valueOf(e.getMessage()).contains("drover init"), e::toString);
    }

    @Test
    void links_to_a_home_lead_to_the_one_home() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), named);
        assertEquals(named, Home.find(Optional.of(link), Map.of(), root).root());
    }

    @Test
    void ids_that_are_no_ids_never_become_paths() {
        var home = new Home(named);
        for (String id : new String[] {"../x", "a/b", ".", "", "a.b", "x".repeat(65), "-x", "a\0b"}) {
            assertThrows(DroverException.class, () -> home.claimed(id), id);
            assertThrows(DroverException.class, () -> home.run(id), id);
            assertThrows(DroverException.class, () -> home.queue(id), id);
        }
    }
}
