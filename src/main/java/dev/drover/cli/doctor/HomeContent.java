package dev.drover.cli.doctor;

import dev.drover.audit.ChainReader;
import dev.drover.audit.Checkpoint;
import dev.drover.audit.Checkpoints;
import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.DeadLetter;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.cli.home.KeyInGit;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.CouncilKey;
import dev.drover.council.Settings;
import dev.drover.daemon.DaemonFile;
import dev.drover.datafile.BrokenFile;
import dev.drover.message.DroverException;
import dev.drover.planning.Patterns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people and programs put into the home. */
final class HomeContent {
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(2);

    private final Home home;
    private final Map<String, String> environment;
    private final String version;
    private final InstantSource clock;

    HomeContent(Home home, Map<String, String> environment, String version, InstantSource clock) {
        this.home = home;
        this.environment = environment;
        this.version = version;
        this.clock = clock;
    }

    Map<String, Doctor.Look> looks() {
        Map<String, Doctor.Look> looks = new LinkedHashMap<>();
        looks.put("settings", this::settings);
        looks.put("patterns", this::patterns);
        looks.put("agent definitions", this::definitions);
        looks.put("daemon", this::daemon);
        looks.put("key", this::key);
        looks.put("journal", this::journal);
        looks.put("claims", this::claims);
        looks.put("dead letters", this::deadLetters);
        return looks;
    }

    private List<Diagnosis> settings() {
        try {
            Settings.load(home.settings(), environment);
            return List.of(Diagnosis.ok("settings", "valid"));
        } catch (DroverException e) {
            return List.of(
                    Diagnosis.problem("settings", String.valueOf(e.getMessage()), "correct it in " + home.settings()));
        }
    }

    private List<Diagnosis> patterns() {
        Patterns patterns = Patterns.load(home.patterns());
        return content("patterns", patterns.names().size(), patterns.broken(), home.patterns());
    }

    private List<Diagnosis> definitions() {
        AgentDefinitions agents = AgentDefinitions.load(home.agentDefinitions());
        return content("agent definitions", agents.definitions().size(), agents.broken(), home.agentDefinitions());
    }

    private List<Diagnosis> content(String topic, int count, List<BrokenFile> broken, Path folder) {
        List<Diagnosis> found = new ArrayList<>();
        broken.forEach(file -> found.add(Diagnosis.problem(
                topic, file.toString(), "correct the file in " + home.name(folder) + "; until then it is left out")));
        if (count == 0) {
            found.add(Diagnosis.problem(
                    topic, "there are none", "get the built-in ones back: drover init " + home.root()));
        } else if (found.isEmpty()) {
            found.add(Diagnosis.ok(topic, count + " valid"));
        }
        return found;
    }

    private List<Diagnosis> daemon() {
        Optional<DaemonFile> running = DaemonFile.running(home);
        if (running.isEmpty()) {
            boolean stale = Files.exists(home.keys().resolve("daemon.json"));
            return List.of(Diagnosis.ok(
                    "daemon",
                    stale
                            ? "not running; it did not end as it should (the machine stopped, or it was killed), and goes on "
                                    + "where it was at the next: drover up"
                            : "not running; start it with: drover up --detach"));
        }
        DaemonFile daemon = running.get();
        String what = "running as process " + daemon.pid() + " since " + daemon.startedAt();
        boolean same = daemon.version().equals(version) && daemon.app().equals(System.getProperty("drover.app", ""));
        return List.of(
                same
                        ? Diagnosis.ok("daemon", what)
                        : Diagnosis.warning(
                                "daemon",
                                what + ", of another build than this program",
                                "drover restart takes this one"));
    }

    private List<Diagnosis> key() throws IOException {
        if (!CouncilKey.exists(home.keys())) {
            return List.of(Diagnosis.warning("key", "there is none yet", "the daemon makes one when it starts"));
        }
        if (KeyInGit.isTracked(home)) {
            return List.of(Diagnosis.problem(
                    "key",
                    CouncilKey.file(home.keys()) + " is tracked by git",
                    "git -C " + home.keys() + " rm --cached council.key, and commit that"));
        }
        try {
            return List.of(
                    Diagnosis.ok("key", CouncilKey.load(home.keys()).name().verifierKey()));
        } catch (DroverException e) {
            return List.of(
                    Diagnosis.problem("key", String.valueOf(e.getMessage()), "the daemon does not start until then"));
        }
    }

    /** What a start holds the journal against. */
    private Map<Long, String> signedHead() throws IOException {
        if (Files.notExists(home.checkpoints("master"))) {
            return Map.of();
        }
        return Checkpoints.last(
                        home.checkpoints("master"), CouncilKey.load(home.keys()).name())
                .map(Checkpoint::head)
                .map(head -> Map.of(head.seq(), head.hash()))
                .orElse(Map.of());
    }

    private List<Diagnosis> journal() throws IOException {
        Instant[] last = {Instant.EPOCH};
        ChainReader.Summary read;
        try {
            var known = new ChainReader.Known(Optional.empty(), signedHead());
            read = ChainReader.read(home.journal(), known, line -> last[0] = line.at());
        } catch (DroverException e) {
            return List.of(Diagnosis.problem(
                    "journal", String.valueOf(e.getMessage()), "the daemon does not start until this is decided"));
        }
        if (last[0].isAfter(clock.instant().plus(CLOCKS_DIFFER))) {
            return List.of(Diagnosis.warning(
                    "journal",
                    "its last line is of " + last[0] + ", which is in the future",
                    "set the machine's clock; times of requests will jump"));
        }
        return List.of(Diagnosis.ok("journal", read.lines() + " lines, verified"));
    }

    private List<Diagnosis> claims() throws IOException {
        int alive = 0;
        int left = 0;
        for (Path folder : Folders.list(home.claimed())) {
            if (AgentIdentity.read(folder).filter(a -> a.process().isAlive()).isPresent()) {
                alive++;
            } else if (Folders.list(folder).stream()
                    .anyMatch(entry -> AttemptFile.of(entry).isPresent())) {
                left++;
            }
        }
        String what = alive + (alive == 1 ? " agent lives" : " agents live");
        if (left == 0) {
            return List.of(Diagnosis.ok("claims", what));
        }
        String dead =
                what + "; " + left + (left == 1 ? " that ended left its packet" : " that ended left their packets");
        return List.of(
                DaemonFile.running(home).isPresent()
                        ? Diagnosis.warning(
                                "claims", dead, "the daemon takes it back within its lease; look again soon")
                        : Diagnosis.warning(
                                "claims", dead, "start the daemon, which issues it again: drover up --detach"));
    }

    private List<Diagnosis> deadLetters() throws IOException {
        int count = new DeadLetter(home).list().size();
        return List.of(
                count == 0
                        ? Diagnosis.ok("dead letters", "none")
                        : Diagnosis.warning(
                                "dead letters",
                                count + (count == 1 ? " file was" : " files were") + " not accepted or finished",
                                "drover deadletter list says why"));
    }
}
