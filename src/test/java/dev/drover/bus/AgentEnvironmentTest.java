package dev.drover.bus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class AgentEnvironmentTest {
    private static final Pattern NAME = Pattern.compile("`([A-Z_]+)`");

    @Test
    void passes_on_what_the_protocol_page_lists_and_nothing_else() throws IOException {
        String page = Files.readString(Path.of("src/docs/bus-protocol.md"));
        String from = "environment only ";
        int begin = page.indexOf(from, page.indexOf("**An agent that Drover starts**"));
        String sentence = page.substring(begin, page.indexOf(", and what the setting", begin));
        List<String> listed = new ArrayList<>();
        for (Matcher m = NAME.matcher(sentence); m.find(); ) {
            listed.add(m.group(1));
        }
        assertEquals(listed, AgentEnvironment.PASSED_ON);
    }

    @Test
    void an_agent_gets_what_is_passed_on_what_is_asked_for_and_who_it_is() {
        Map<String, String> own =
                Map.of("PATH", "/bin", "SECRET", "s", "WANTED", "w", "DROVER_HOME", "/other", "DROVER_AGENT_ID", "x");
        assertEquals(
                Map.of(
                        "PATH", "/bin",
                        "WANTED", "w",
                        "DROVER_HOME", "/srv/home",
                        "DROVER_AGENT_ID", "a1",
                        "DROVER_AGENT_TYPE", "coding"),
                AgentEnvironment.of(
                        new Home(Path.of("/srv/home")), "a1", "coding", own, List.of("WANTED", "NOT_THERE")));
    }
}
