package dev.drover.cli.service;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.cli.home.Tool;
import dev.drover.message.DroverException;
import dev.drover.message.Sha256;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The service of one home: {@code drover.service}, or one with a hash in its name when another home has that. */
public final class UserService {
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final List<String> KEPT = List.of("PATH", "JAVA_HOME");
    private static final int HASH = 8;

    private final Unit unit;
    private final Path file;
    private final Map<String, String> environment;
    private final PrintStream out;

    private UserService(Unit unit, Path file, Map<String, String> environment, PrintStream out) {
        this.unit = unit;
        this.file = file;
        this.environment = environment;
        this.out = out;
    }

    /**
     * The service of this home.
     *
     * @param launcher the script that starts this program, since it finds the JDK and builds what is missing
     * @throws DroverException where there is no systemd, or the home's path cannot stand in a unit
     */
    public static UserService of(
            Home home, Optional<Path> launcher, Map<String, String> environment, String system, PrintStream out)
            throws IOException {
        if (!system.startsWith("Linux")) {
            throw new DroverException("services are made for systemd, which " + system + " does not have. "
                    + (system.startsWith("Mac")
                            ? "For launchd, write a plist in ~/Library/LaunchAgents that runs: "
                            : "Have your system's scheduler run at log-on: ")
                    + launcher.map(Path::toString).orElse("drover") + " up --keep-agents --home " + home.root());
        }
        if (launcher.isEmpty()) {
            throw new DroverException(
                    "the service runs ./drover, which this program was not started with; run ./drover "
                            + "service from the folder of the project");
        }
        if ((home.root() + launcher.get().toString()).chars().anyMatch(Character::isISOControl)) {
            throw new DroverException("the path of the home or of the launcher holds a line end or another control "
                    + "character, which a unit cannot hold; move it");
        }
        var unit = new Unit(home.root(), launcher.get());
        return new UserService(unit, choose(folder(environment), unit), environment, out);
    }

    private static Path folder(Map<String, String> environment) {
        String config = environment.getOrDefault("XDG_CONFIG_HOME", "");
        Path base = config.isEmpty()
                ? Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config")
                : Path.of(config);
        return base.resolve("systemd/user");
    }

    private static Path choose(Path folder, Unit unit) throws IOException {
        Path plain = folder.resolve("drover.service");
        Path own = folder.resolve("drover-" + Sha256.of(unit.home().toString()).substring(0, HASH) + ".service");
        boolean free = !Files.exists(plain) || Files.readAllLines(plain).contains(unit.belongsTo());
        return free && !Files.exists(own) ? plain : own;
    }

    /** The unit as it would be installed. */
    public String text() {
        Map<String, String> kept = new LinkedHashMap<>(Map.of("LC_ALL", "C.UTF-8"));
        KEPT.forEach(name -> Optional.ofNullable(environment.get(name)).ifPresent(value -> kept.put(name, value)));
        return unit.text(kept);
    }

    public Path file() {
        return file;
    }

    /** Puts the unit in place and starts it. Where no systemd answers, says what to run where one does. */
    public int install() throws IOException, InterruptedException {
        Files.createDirectories(file.getParent());
        DurableFiles.project(file, text().getBytes(StandardCharsets.UTF_8));
        out.println("written: " + file);
        boolean done = all(List.of(List.of("daemon-reload"), List.of("enable", "--now", name())));
        out.println(done ? "enabled and started" : "It is not started yet. Run the lines above.");
        out.println("To have it run while you are not logged on: loginctl enable-linger");
        out.println("What it says: journalctl --user -u " + name() + " -f");
        return 0;
    }

    /** Stops the service and takes the unit away. */
    public int uninstall() throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            out.println("no service is installed for " + unit.home());
            return 0;
        }
        boolean stopped = all(List.of(List.of("disable", "--now", name())));
        Files.delete(file);
        out.println("removed: " + file);
        if (stopped) {
            all(List.of(List.of("daemon-reload")));
        }
        return 0;
    }

    /** Says how it stands with it. Returns 0 when it runs. */
    public int status() throws IOException, InterruptedException {
        if (!Files.exists(file)) {
            out.println("no service is installed for " + unit.home() + "; install it with: drover service install");
            return 1;
        }
        out.println("installed: " + file
                + (Files.readString(file).equals(text())
                        ? ""
                        : " (differs from what install " + "would write now; install again to renew it)"));
        if (!answers()) {
            out.println("no systemd of yours answers here, so whether it runs is not known; see: drover status");
            return 1;
        }
        Tool.Answer enabled = systemctl(List.of("is-enabled", name()));
        Tool.Answer active = systemctl(List.of("is-active", name()));
        out.println("at log-on: " + enabled.firstLine());
        out.println("now: " + active.firstLine());
        return active.ok() ? 0 : 1;
    }

    private String name() {
        return file.getFileName().toString();
    }

    private boolean all(List<List<String>> commands) throws IOException, InterruptedException {
        if (!answers()) {
            out.println("No systemd of yours answers here. Where one does, run:");
            commands.forEach(command -> out.println("   systemctl --user " + String.join(" ", command)));
            return false;
        }
        for (List<String> command : commands) {
            Tool.Answer answer = systemctl(command);
            if (!answer.ok()) {
                throw new DroverException("systemctl --user " + String.join(" ", command) + " failed: "
                        + answer.output().strip());
            }
        }
        return true;
    }

    private boolean answers() throws IOException, InterruptedException {
        return Tool.find("systemctl", environment).isPresent()
                && systemctl(List.of("show-environment")).ok();
    }

    private Tool.Answer systemctl(List<String> arguments) throws IOException, InterruptedException {
        Path program = Tool.find("systemctl", environment)
                .orElseThrow(() -> new DroverException("systemctl is not on the PATH any more"));
        List<String> command = new ArrayList<>(List.of(program.toString(), "--user", "--no-pager"));
        command.addAll(arguments);
        return Tool.run(Path.of("/"), Map.of(), ANSWER, command);
    }
}
