package dev.drover.e2e;

import dev.drover.bus.AttemptFile;
import dev.drover.bus.Folders;
import dev.drover.bus.Home;
import dev.drover.bus.IntakeFile;
import dev.drover.master.core.Packets;
import dev.drover.message.Priority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The people of a run: requests and control messages that keep coming, and where they are at any time. */
final class ChaosTraffic {
    private static final int MOST_OPEN = 12;
    private static final List<Priority> LANES = List.of(Priority.values());

    private final TestHome home;
    private final Path effects;
    private final Path locks;
    private final Random random;
    private final ChaosMind mind;
    private final List<String> requests = new ArrayList<>();
    private final Set<String> open = new LinkedHashSet<>();
    private final Set<String> cancelled = new HashSet<>();
    private final Set<String> twice = new HashSet<>();
    private final Set<String> filed = new HashSet<>();
    private final List<String> controls = new ArrayList<>();
    private Optional<String> slow = Optional.empty();
    private boolean isHeld;

    ChaosTraffic(TestHome home, Path folder, ChaosMind mind, Random random) throws IOException {
        this.home = home;
        this.effects = folder.resolve("effects");
        this.locks = Files.createDirectories(folder.resolve("locks"));
        this.mind = mind;
        this.random = random;
    }

    List<String> requests() {
        return requests;
    }

    List<String> controls() {
        return controls;
    }

    boolean isCancelled(String request) {
        return cancelled.contains(request);
    }

    /** Drops some requests, unless enough are under way. */
    void drop() throws IOException {
        open.removeIf(home::hasResult);
        for (int i = 1 + random.nextInt(3); i > 0 && open.size() < MOST_OPEN; i--) {
            String id = "r" + requests.size();
            String request = request(id);
            Priority lane = LANES.get(random.nextInt(LANES.size()));
            requests.add(id);
            open.add(id);
            home.drop(lane, id + ".json", request);
            if (random.nextInt(10) == 0) {
                // The same once more, as by a person who is not sure.
                twice.add(id);
                home.drop(lane, "again-" + id + ".json", request);
            }
        }
    }

    /** Drops one that takes a while, unless one is under way: it is found in the hands of its agent, and what it starts escapes. */
    void dropSlow() throws IOException {
        if (slow.filter(open::contains)
                .filter(id -> !home.hasResult(id) && !isCancelled(id))
                .isEmpty()) {
            String id = "r" + requests.size();
            requests.add(id);
            open.add(id);
            slow = Optional.of(id);
            home.drop(
                    Priority.CRITICAL,
                    id + ".json",
                    Requests.of(id, Requests.task("t", command("setsid sleep 3 & sleep 2"))));
        }
    }

    /** Cancels the slow one, or any. */
    void cancel() throws IOException {
        if (!open.isEmpty()) {
            List<String> all = List.copyOf(open);
            String id = slow.filter(open::contains).orElse(all.get(random.nextInt(all.size())));
            cancelled.add(id);
            control("*cancel:" + id);
        }
    }

    /** Cancels the slow one when an agent has it; what is cancelled before that is only removed from the queue. */
    void cancelHeld() throws IOException {
        if (slow.isPresent() && !isCancelled(slow.get())) {
            String packet = Packets.idOf(slow.get(), "t");
            for (Path agent : Folders.list(home.home().claimed())) {
                if (Folders.list(agent).stream().anyMatch(file -> isOf(packet, file))) {
                    cancelled.add(slow.get());
                    control("*cancel:" + slow.get());
                    return;
                }
            }
        }
    }

    private static boolean isOf(String packet, Path file) {
        return AttemptFile.of(file).filter(a -> a.packetId().equals(packet)).isPresent();
    }

    /** Any control message that is about no request under way. */
    void control() throws IOException {
        switch (random.nextInt(5)) {
            case 0 -> pause();
            case 1 -> hold("*drain");
            case 2 -> letGo();
            default -> retry();
        }
    }

    void pause() throws IOException {
        hold("*pause");
    }

    private void hold(String how) throws IOException {
        isHeld = true;
        control(how);
    }

    /** Whether all waits for somebody to resume it. */
    boolean isHeld() {
        return isHeld;
    }

    /** Resumes it, also when nothing was held. */
    void letGo() throws IOException {
        isHeld = false;
        control("*resume");
    }

    /** Wants the rest of a request done that has ended; of one that has not it is refused. */
    private void retry() throws IOException {
        List<String> ended = requests.stream().filter(home::hasResult).toList();
        if (!ended.isEmpty()) {
            control("*retry:" + ended.get(random.nextInt(ended.size())));
        }
    }

    private void control(String text) throws IOException {
        controls.add(home.control(text).getFileName().toString());
    }

    private String request(String id) {
        if (random.nextInt(12) == 0) {
            return mind.request(id, random);
        }
        List<Map<String, Object>> tasks = new ArrayList<>();
        for (int i = 0, n = 1 + random.nextInt(4); i < n; i++) {
            String[] after = i > 0 && random.nextBoolean() ? new String[] {"t" + (i - 1)} : new String[0];
            tasks.add(Requests.task("t" + i, command(), after));
        }
        return Requests.json(Map.of("request_id", id, "tasks", tasks));
    }

    private String command() {
        return command(
                switch (random.nextInt(8)) {
                    case 0 -> "sleep 0.3";
                    case 1 -> "sleep 0.2 & wait";
                    case 2 -> "setsid sleep 1 & sleep 0.1";
                    case 3 -> "trap '' TERM; sleep 0.2";
                    case 4 -> "echo left >\"$DROVER_ARTIFACTS/left.txt\"";
                    default -> "true";
                });
    }

    /** A lock that falls with the last process of the attempt shows whether two attempts ever overlap. */
    private String command(String work) {
        return """
                attempt=$DROVER_PACKET_ID.$DROVER_ATTEMPT
                exec 9>>'%s'/$DROVER_PACKET_ID
                flock -n -E 75 9; [ $? -ne 75 ] || echo "overlap $attempt" >>'%s'
                echo "start $attempt" >>'%s'
                %s
                echo "end $attempt" >>'%s'
                """.formatted(locks, effects, effects, work, effects);
    }

    long results() {
        return requests.stream().filter(home::hasResult).count();
    }

    /** Each request is in one place at every instant (rule 3); to be called while no daemon runs. */
    List<String> misplaced() throws IOException {
        Home bus = home.home();
        Set<String> waiting = new HashSet<>();
        List<String> wrong = new ArrayList<>();
        List<Path> files = new ArrayList<>(Folders.list(bus.intake()));
        for (Priority lane : Priority.values()) {
            files.addAll(Folders.list(bus.lane(lane)));
        }
        for (Path file : files) {
            String name = IntakeFile.of(file)
                    .map(IntakeFile::name)
                    .orElse(file.getFileName().toString());
            if (!waiting.add(name)) {
                wrong.add(name + " is in two places of " + files);
            }
        }
        for (String id : requests) {
            boolean waits = waiting.contains(id + ".json") || waiting.contains("again-" + id + ".json");
            boolean isFiled = filed.contains(id) || Files.exists(bus.run(id).resolve("request.json"));
            boolean setAside = Files.exists(bus.deadLetter().resolve(id + ".json"));
            if (isFiled) {
                filed.add(id);
            }
            int places = (waits ? 1 : 0) + (isFiled ? 1 : 0) + (setAside ? 1 : 0);
            // Of two files with one content either may have been taken for the request, while the other one waits.
            if (places == 0 || (places > 1 && !twice.contains(id))) {
                wrong.add("request " + id + " is in another number of places than one: waiting " + waits + ", filed "
                        + isFiled + ", set aside " + setAside);
            }
        }
        return wrong;
    }
}
