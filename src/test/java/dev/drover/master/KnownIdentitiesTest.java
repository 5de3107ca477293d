package dev.drover.master;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class KnownIdentitiesTest {
    @TempDir
    private Path folder;

    private final KnownIdentities known = new KnownIdentities();
    private Home home;
    private Path agent;

    @BeforeEach
    void makeHome() {
        home = new Home(folder);
        agent = home.claimed("testing-1");
    }

    @Test
    void anIdentityThatIsWrittenAgainIsSeen() throws IOException {
        identity(4711).write(home);
        assertEquals(Optional.of(identity(4711)), known.read(agent));
        identity(4712).write(home);
        assertEquals(Optional.of(identity(4712)), known.read(agent));
    }

    @Test
    void anIdentityThatComesLaterOrGoesIsSeen() throws IOException {
        assertEquals(Optional.empty(), known.read(agent));
        identity(4711).write(home);
        assertEquals(Optional.of(identity(4711)), known.read(agent));
        Files.delete(AgentIdentity.file(agent));
        assertEquals(Optional.empty(), known.read(agent));
    }

    @Test
    void aBrokenIdentityThatIsMendedIsSeen() throws IOException {
        Files.createDirectories(agent);
        Files.writeString(AgentIdentity.file(agent), "{");
        assertEquals(Optional.empty(), known.read(agent));
        identity(4711).write(home);
        assertEquals(Optional.of(identity(4711)), known.read(agent));
    }

    /** What the whole is for: an unchanged file costs no reading, which is seen by what only reading would show. */
    @Test
    void anIdentityThatHasNotChangedIsNotReadAgain() throws IOException {
        identity(4711).write(home);
        Path file = AgentIdentity.file(agent);
        FileTime time = Files.getLastModifiedTime(file);
        assertEquals(Optional.of(identity(4711)), known.read(agent));
        Files.writeString(file, Files.readString(file).replace("4711", "4712"));
        Files.setLastModifiedTime(file, time);
        assertEquals(Optional.of(identity(4711)), known.read(agent));
        known.keep(List.of());
        assertEquals(Optional.of(identity(4712)), known.read(agent), "after it was forgotten");
    }

    @Test
    void itsHeartbeatChangesNothingOfWhatItSays() throws IOException {
        identity(4711).write(home);
        Optional<AgentIdentity> before = known.read(agent);
        AgentIdentity.touch(home, "testing-1", Instant.parse("2030-01-01T00:00:00Z"));
        assertEquals(before, known.read(agent));
    }

    private static AgentIdentity identity(long pid) {
        return new AgentIdentity("testing-1", "testing", pid, 1, "boot", "1", Instant.parse("2026-01-01T00:00:00Z"));
    }
}
