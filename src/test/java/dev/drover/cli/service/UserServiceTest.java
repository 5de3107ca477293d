package dev.drover.cli.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.drover.Scripts;
import dev.drover.bus.Home;
import dev.drover.cli.home.Tool;
import dev.drover.message.DroverException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserServiceTest {
    @TempDir
    Path folder;

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private String path = "/nonexistent";

    @Test
    void the_unit_runs_the_daemon_and_leaves_the_agents_at_work_when_it_crashes() {
        String text = new Unit(Path.of("/srv/home"), Path.of("/opt/drover/drover")).text(Map.of("LC_ALL", "C.UTF-8"));
        assertEquals("""
                [Unit]
                Description=Drover in /srv/home

                [Service]
                Type=exec
                WorkingDirectory=/srv/home
                Environment="LC_ALL=C.UTF-8"
                ExecStart="/opt/drover/drover" up --keep-agents --home "/srv/home"
                ExecStop=/bin/sh -c "test \\"$$SERVICE_RESULT\\" != success || exec \\"$$0\\" down --home \\"$$1\\"" "/opt/drover/drover" "/srv/home"
                KillMode=process
                Restart=on-failure
                RestartSec=2
                TimeoutStopSec=90
                SuccessExitStatus=143

                [Install]
                WantedBy=default.target
                """, text);
    }

    @Test
    void blanks_percent_signs_quotes_and_dollar_signs_in_a_path_stay_what_they_are() {
        String text = new Unit(Path.of("/srv/a %h \"b\" $HOME\\c"), Path.of("/opt/my drover/50%")).text(Map.of());
        assertTrue(text.contains("\nWorkingDirectory=/srv/a %%h \"b\" $HOME\\c\n"), text);
        assertTrue(
                text.contains("\nExecStart=\"/opt/my drover/50%%\" up --keep-agents --home "
                        + "\"/srv/a %%h \\\"b\\\" $$HOME\\\\c\"\n"),
                text);
    }

    @Test
    void systemd_finds_no_fault_with_the_unit() throws Exception {
        assumeTrue(Tool.find("systemd-analyze").isPresent(), "systemd-analyze is not installed");
        Path home = Files.createDirectories(folder.resolve("a %h home"));
        Path launcher = Files.writeString(folder.resolve("my drover"), "#!/bin/sh\n");
        assertTrue(launcher.toFile().setExecutable(true));
        Path unit = folder.resolve("drover.service");
        Files.writeString(unit, new Unit(home, launcher).text(Map.of("LC_ALL", "C.UTF-8")));
        Tool.Answer answer = Tool.run(
                folder,
                Map.of("XDG_RUNTIME_DIR", folder.toString()),
                Duration.ofSeconds(60),
                List.of("systemd-analyze", "verify", "--user", unit.toString()));
        assertEquals("", answer.output().strip());
        assertEquals(0, answer.exitCode());
    }

    @Test
    void each_of_two_homes_gets_a_unit_of_its_own_and_keeps_it() throws Exception {
        UserService first = service("one", "Linux");
        assertEquals(0, first.install());
        UserService second = service("two", "Linux");
        assertEquals(0, second.install());
        assertTrue(first.file().endsWith("systemd/user/drover.service"), first.file()::toString);
        assertTrue(second.file().getFileName().toString().matches("drover-[0-9a-f]{8}\\.service"));
        assertEquals(first.text(), Files.readString(first.file()));
        first.uninstall();
        assertFalse(Files.exists(first.file()));
        assertEquals(second.file(), service("two", "Linux").file());
    }

    @Test
    void without_systemd_it_is_said_what_to_do_instead() {
        DroverException mac = assertThrows(DroverException.class, () -> service("one", "Mac OS X"));
        assertTrue(String.valueOf(mac.getMessage()).contains("launchd"), mac::getMessage);
        DroverException windows = assertThrows(DroverException.class, () -> service("one", "Windows 11"));
        assertTrue(String.valueOf(windows.getMessage()).contains("log-on"), windows::getMessage);
    }

    @Test
    void where_systemd_answers_the_service_is_enabled_started_and_taken_away_again() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Path calls = folder.resolve("calls");
        Scripts.write(bin.resolve("systemctl"), "#!/bin/sh\necho \"$@\" >>'" + calls + "'\necho active\n");
        path = bin.toString();
        UserService service = service("one", "Linux");
        service.install();
        assertEquals(0, service.status());
        service.uninstall();
        List<String> asked = Files.readAllLines(calls).stream()
                .map(call -> call.replace("--user --no-pager ", ""))
                .filter(call -> !call.equals("show-environment"))
                .toList();
        assertEquals(
                List.of(
                        "daemon-reload",
                        "enable --now drover.service",
                        "is-enabled drover.service",
                        "is-active drover.service",
                        "disable --now drover.service",
                        "daemon-reload"),
                asked);
    }

    @Test
    void where_no_systemd_answers_it_is_said_what_to_run() throws Exception {
        UserService service = service("one", "Linux");
        assertEquals(0, service.install());
        String text = shown.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("systemctl --user enable --now drover.service"), text);
        assertEquals(1, service.status());
    }

    /** Nothing here ever reaches the systemd of the person who runs the tests. */
    private UserService service(String home, String system) throws Exception {
        Path root = Files.createDirectories(folder.resolve(home));
        return UserService.of(
                new Home(root),
                Optional.of(Path.of("/opt/drover/drover")),
                Map.of("PATH", path, "XDG_CONFIG_HOME", folder.resolve("config").toString()),
                system,
                new PrintStream(shown, true, StandardCharsets.UTF_8));
    }
}
