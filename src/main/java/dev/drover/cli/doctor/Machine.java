package dev.drover.cli.doctor;

import dev.drover.cli.home.Tool;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.WatchService;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The machine and the JVM. */
final class Machine {
    private static final int JAVA = 25;
    private static final Instant BUILT_AFTER = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final long FEW_FILES = 1024;

    /** One for the daemon and one for each agent. */
    private static final int WATCHERS = 11;

    private final Map<String, String> environment;
    private final InstantSource clock;

    Machine(Map<String, String> environment, InstantSource clock) {
        this.environment = environment;
        this.clock = clock;
    }

    Map<String, Doctor.Look> looks() {
        Map<String, Doctor.Look> looks = new LinkedHashMap<>();
        looks.put("java", this::java);
        looks.put("start-up cache", this::cache);
        looks.put("locale", this::locale);
        looks.put("clock", this::clock);
        looks.put("open files", this::openFiles);
        looks.put("inotify", Machine::inotify);
        return looks;
    }

    private List<Diagnosis> java() {
        String what = Runtime.version() + " (" + System.getProperty("java.vendor", "?") + ") in "
                + System.getProperty("java.home");
        return List.of(
                Runtime.version().feature() == JAVA
                        ? Diagnosis.ok("java", what)
                        : Diagnosis.warning(
                                "java", what, "Drover is tested on Java " + JAVA + "; set JAVA_HOME to one"));
    }

    /** The JVM ignores a cache that does not fit without a word, unless it is told to insist. */
    private List<Diagnosis> cache() throws IOException, InterruptedException {
        String app = System.getProperty("drover.app", "");
        if (app.isEmpty()) {
            return List.of(Diagnosis.warning(
                    "start-up cache",
                    "not used: the program was not started by its launcher",
                    "start it with ./drover"));
        }
        if (!Files.exists(Path.of(app, "drover.aot"))) {
            return List.of(Diagnosis.warning(
                    "start-up cache",
                    "there is none in " + app + ", so each start takes longer",
                    "see target/drover-aot.log for the reason, then remove target/app and run ./drover again"));
        }
        List<String> command = new ArrayList<>(Launch.java());
        command.addAll(List.of("-XX:AOTMode=on", "-version"));
        Tool.Answer answer = Tool.run(Path.of(app), Map.of(), ANSWER, command);
        return List.of(
                answer.ok()
                        ? Diagnosis.ok("start-up cache", "in use: " + app + "/drover.aot")
                        : Diagnosis.warning(
                                "start-up cache",
                                "not usable: " + answer.firstLine(),
                                "remove target/app and run ./drover again"));
    }

    private List<Diagnosis> locale() {
        String names = System.getProperty("sun.jnu.encoding", "?");
        boolean utf8 = Charset.isSupported(names) && Charset.forName(names).equals(StandardCharsets.UTF_8);
        return List.of(
                utf8
                        ? Diagnosis.ok("locale", "file names are UTF-8")
                        : Diagnosis.problem(
                                "locale",
                                "file names are " + names
                                        + ", so files with other letters can be neither read nor made",
                                "set LC_ALL=C.UTF-8 (LC_ALL is now '" + environment.getOrDefault("LC_ALL", "")
                                        + "'), or start with ./drover, which does"));
    }

    private List<Diagnosis> clock() {
        Instant now = clock.instant();
        return List.of(
                now.isAfter(BUILT_AFTER)
                        ? Diagnosis.ok("clock", now.toString())
                        : Diagnosis.problem("clock", "it is not " + now, "set the machine's clock"));
    }

    private List<Diagnosis> openFiles() throws IOException {
        Path limits = Path.of("/proc/self/limits");
        if (!Files.exists(limits)) {
            return List.of();
        }
        String line = Files.readAllLines(limits).stream()
                .filter(l -> l.startsWith("Max open files"))
                .findFirst()
                .orElse("Max open files unlimited unlimited");
        String most = line.substring("Max open files".length()).strip().split("\\s+")[0];
        boolean few = !most.equals("unlimited") && Long.parseLong(most) < FEW_FILES;
        return List.of(
                few
                        ? Diagnosis.warning(
                                "open files", "at most " + most, "raise it: ulimit -n 4096, or LimitNOFILE= in a unit")
                        : Diagnosis.ok("open files", "at most " + most));
    }

    /** Tries it, since the numbers alone do not say how much of them is in use, and in a container may be made up. */
    private static List<Diagnosis> inotify() throws IOException {
        Path folder = Path.of("/proc/sys/fs/inotify");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        String what = number(folder.resolve("max_user_instances")) + " instances and "
                + number(folder.resolve("max_user_watches")) + " watches a user";
        int opened = watchersThatOpen();
        if (opened == WATCHERS) {
            return List.of(Diagnosis.ok("inotify", WATCHERS + " watchers more can be opened (" + what + ")"));
        }
        return List.of(Diagnosis.warning(
                "inotify",
                "only " + opened + " watchers more can be opened (" + what
                        + "); without one, files are only seen at the periodic look",
                "sysctl fs.inotify.max_user_instances=512 fs.inotify.max_user_watches=65536"));
    }

    private static int watchersThatOpen() throws IOException {
        List<WatchService> open = new ArrayList<>();
        try {
            while (open.size() < WATCHERS) {
                open.add(FileSystems.getDefault().newWatchService());
            }
        } catch (IOException e) {
            // This is the limit that was looked for.
            return open.size();
        } finally {
            for (WatchService service : open) {
                service.close();
            }
        }
        return open.size();
    }

    private static long number(Path file) throws IOException {
        return Long.parseLong(Files.readString(file).strip());
    }
}
