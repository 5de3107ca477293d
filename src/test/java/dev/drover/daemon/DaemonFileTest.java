package dev.drover.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaemonFileTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "{\"pid\":1,\"start\":1}", "{\"pid\":\"x\"}"})
    void a_file_that_tells_of_no_daemon_means_that_none_runs(String content) throws Exception {
        Home home = new Home(folder);
        home.createFolders();
        Files.writeString(home.keys().resolve("daemon.json"), content);
        assertEquals(Optional.empty(), DaemonFile.running(home));
    }

    @Test
    void an_agent_folder_whose_identity_lacks_fields_is_that_of_no_agent() throws Exception {
        Path agent = Files.createDirectories(folder.resolve("testing-1"));
        Files.writeString(agent.resolve("agent.json"), "{\"agent_id\":\"testing-1\",\"pid\":1,\"start\":1}");
        assertEquals(Optional.empty(), AgentIdentity.read(agent));
    }
}
