package dev.drover.e2e;

import dev.drover.audit.ChainReader;
import dev.drover.bus.Folders;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** What must hold when all is over: no daemon runs, and every request was given the time to end. */
final class ChaosInvariants {
    /** Of requests and control messages that may rightly be refused: see the limits in the protocol's description. */
    private static final Set<String> MAY_FAIL = Set.of(
            "exit_code", "agent_died", "command_killed", "cancelled", "dependency_failed", "dependency_cancelled");

    /** When a coding CLI or a check of what was written was killed again and again. */
    private static final Set<String> MAY_FAIL_WITH_A_MIND = Set.of("no_change", "round_budget");

    private final TestHome home;
    private final ChaosTraffic traffic;
    private final ChaosMind mind;
    private final Path effects;
    private final ChaosLedger ledger = new ChaosLedger();
    private final List<String> wrong = new ArrayList<>();

    ChaosInvariants(TestHome home, ChaosTraffic traffic, ChaosMind mind, Path effects) {
        this.home = home;
        this.traffic = traffic;
        this.mind = mind;
        this.effects = effects;
    }

    List<String> check() throws IOException, InterruptedException {
        try {
            ChainReader.read(home.home().journal(), ledger::line);
        } catch (DroverException e) {
            wrong.add(String.valueOf(e.getMessage()));
        }
        wrong.addAll(ledger.wrong());
        check(!ledger.isPaused(), "it is paused, though it was resumed last");
        traffic.requests().forEach(this::checkRequest);
        checkAnswers();
        checkControls();
        checkEffects();
        wrong.addAll(mind.wrong(home));
        checkAudit();
        leftOver(home).forEach(file -> wrong.add("left over on the bus: " + file));
        return wrong;
    }

    private void checkRequest(String id) {
        if (!ledger.accepted().contains(id)) {
            boolean readTooOften = "unreadable".equals(ledger.refused().get(id + ".json"));
            check(readTooOften, "request " + id + " was dropped and is not accepted");
            return;
        }
        ChaosLedger.Finish finish = ledger.finished().get(id);
        if (finish == null || !home.hasResult(id)) {
            wrong.add("request " + id + " has no result: finished " + finish + ", in the outbox " + home.hasResult(id));
            return;
        }
        JsonNode result = TestHome.read(home.home().answer(id));
        check(
                result.path("status").asString().equals(finish.status())
                        && result.path("audit").path("seq").asLong() == finish.seq()
                        && result.path("audit").path("hash").asString().equals(finish.hash()),
                "the result of " + id + " is not the one that the journal has: " + result);
        for (JsonNode task : result.path("tasks")) {
            String code = task.path("error").path("code").asString();
            boolean good = task.path("state").asString().equals("completed")
                    || (code.equals("cancelled") ? traffic.isCancelled(id) : MAY_FAIL.contains(code))
                    || (mind.isOne(id) && MAY_FAIL_WITH_A_MIND.contains(code))
                    || mind.isPlannedByPatterns(home, id);
            check(good, "a task of " + id + " ended for another reason than a kill: " + task);
        }
    }

    private void checkAnswers() throws IOException {
        for (Path file : Folders.list(home.home().outbox())) {
            String name = file.getFileName().toString();
            boolean known = !Folders.isMessage(file) || traffic.requests().contains(name.replace(".json", ""));
            check(known, "nobody asked for the answer " + name);
        }
    }

    private void checkControls() {
        List<String> obeyed = ledger.controls();
        check(obeyed.size() == Set.copyOf(obeyed).size(), "a control message was obeyed twice: " + obeyed);
        for (String control : traffic.controls()) {
            check(obeyed.contains(control), "control message " + control + " was neither obeyed nor refused");
        }
    }

    private void checkEffects() throws IOException {
        Set<String> started = new HashSet<>();
        Set<String> ended = new HashSet<>();
        for (String line : Files.exists(effects) ? Files.readAllLines(effects) : List.<String>of()) {
            String attempt = line.substring(line.indexOf(' ') + 1);
            if (line.startsWith("start ")) {
                check(started.add(attempt), "attempt " + attempt + " ran twice");
                check(ledger.issued().contains(attempt), "attempt " + attempt + " ran and was never issued");
            } else if (line.startsWith("end ")) {
                check(ended.add(attempt), "attempt " + attempt + " ended twice");
            } else {
                wrong.add("attempt " + attempt + " began while another one of its packet was running: " + line);
            }
        }
        for (String attempt : ledger.completed()) {
            check(
                    ended.contains(attempt) || mind.did(home, attempt),
                    "attempt " + attempt + " counts as completed and did not run to its end");
        }
    }

    private void checkAudit() throws IOException, InterruptedException {
        RealDaemon.Ran verify = RealDaemon.run(
                home.environment(), "audit", "verify", "--home", home.root().toString());
        check(verify.exitCode() == 0, "audit verify: " + verify.output());
    }

    private void check(boolean holds, String otherwise) {
        if (!holds) {
            wrong.add(otherwise);
        }
    }

    /** What the journal says by now; empty when it cannot be read because it is just going on in a new file. */
    static Optional<ChaosLedger> soFar(TestHome home) throws IOException {
        var soFar = new ChaosLedger();
        try {
            ChainReader.read(home.home().journal(), soFar::line);
            return Optional.of(soFar);
        } catch (DroverException e) {
            return Optional.empty();
        }
    }

    /** Files of messages that are still under way, and what writers did not finish. Agents that live have a folder. */
    static Set<Path> leftOver(TestHome home) throws IOException {
        Set<Path> left = new TreeSet<>();
        for (Path file : Tree.of(home.root())) {
            if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && isLeftOver(home, file)) {
                left.add(home.root().relativize(file));
            }
        }
        return left;
    }

    private static boolean isLeftOver(TestHome home, Path file) {
        String name = file.getFileName().toString();
        Path inHome = home.root().relativize(file);
        if (name.startsWith(".") && !name.equals(".gitkeep") && !inHome.startsWith("bus/runs/.intake")) {
            return !name.equals(".lock") && name.matches("\\..+\\.[0-9]+\\.[0-9]+");
        }
        boolean underWay = inHome.startsWith("bus/inbox")
                || inHome.startsWith("bus/control")
                || inHome.startsWith("bus/queue")
                || inHome.startsWith("bus/claimed")
                || inHome.startsWith("bus/outbox/packets")
                || inHome.startsWith("bus/runs/.intake")
                || inHome.startsWith("bus/runs/.control")
                || inHome.startsWith("bus/runs/.taken-back");
        return underWay && !name.equals("agent.json") && !name.equals(".gitkeep") && !name.equals("README.md");
    }
}
