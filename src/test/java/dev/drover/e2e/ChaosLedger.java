package dev.drover.e2e;

import dev.drover.audit.ChainLine;
import dev.drover.message.Json;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Holds the journal's lines against the rules, one after the other, without any code of the program's own fold. */
final class ChaosLedger {
    /** An attempt that was issued, and who holds it. */
    private record Out(int attempt, boolean open, Optional<String> agent) {}

    record Finish(long seq, String hash, String status) {}

    private final Map<String, Out> out = new HashMap<>();
    private final Set<String> issued = new HashSet<>();
    private final Set<String> accepted = new HashSet<>();
    private final Map<String, Finish> finished = new HashMap<>();
    private final Set<String> completed = new HashSet<>();
    private final List<String> controls = new ArrayList<>();
    private final Map<String, String> refused = new HashMap<>();
    private final List<String> wrong = new ArrayList<>();
    /** Of requests that are to be done again; each of them once for every time that it was wanted. */
    private final List<String> retries = new ArrayList<>();

    private boolean paused;

    void line(ChainLine line) {
        JsonNode e = Json.tree(line.text());
        String request = e.path("request_id").asString();
        switch (e.path("event").asString()) {
            case "request_accepted" -> check(accepted.add(request), line, "it was accepted before");
            case "request_refused" ->
                refused.put(
                        e.path("file").asString(), e.path("error").path("code").asString());
            case "request_finished" -> {
                var finish =
                        new Finish(line.seq(), line.hash(), e.path("status").asString());
                check(accepted.contains(request), line, "it was never accepted");
                check(finished.put(request, finish) == null, line, "it finished before");
            }
            case "packet_issued" -> issued(e, line);
            case "packet_claimed" -> {
                Out now = current(e, line);
                out.put(packet(e), new Out(now.attempt(), now.open(), Optional.of(agent(e))));
            }
            case "result_received" -> result(e, line);
            case "packet_taken_back", "packet_withdrawn" -> {
                check(current(e, line).open(), line, "that attempt is over");
                close(e);
            }
            case "request_reopened" -> {
                check(finished.remove(request) != null, line, "it had not ended");
                check(retries.remove(request), line, "nobody wanted it done again, or it was done twice");
            }
            case "control_applied" -> {
                applied(e.path("control").asString());
                controls.add(e.path("file").asString().replaceFirst("^.*/", ""));
            }
            case "control_refused" -> controls.add(e.path("file").asString().replaceFirst("^.*/", ""));
            default -> {}
        }
    }

    private void applied(String control) {
        paused = control.equals("*pause") || (paused && !control.equals("*resume"));
        if (control.startsWith("*retry:")) {
            retries.add(control.replaceFirst(".*:", ""));
        }
    }

    private void issued(JsonNode e, ChainLine line) {
        check(!paused, line, "it was issued while all was paused");
        Out before = out.getOrDefault(packet(e), new Out(0, false, Optional.empty()));
        check(!before.open(), line, "the attempt before is not over");
        check(attempt(e) == before.attempt() + 1, line, "the attempt is not the next one");
        out.put(packet(e), new Out(attempt(e), true, Optional.empty()));
        issued.add(name(e));
    }

    private void result(JsonNode e, ChainLine line) {
        Out now = current(e, line);
        check(now.open(), line, "a result counted that came after the end of its attempt");
        check(
                now.agent().filter(agent -> !agent.equals(agent(e))).isEmpty(),
                line,
                "a result counted of another agent than the one that held the packet");
        String status = e.path("outcome").path("status").asString();
        // What was handed back is taken back by the next event.
        if (!status.equals("released")) {
            close(e);
        }
        if (status.equals("completed")) {
            completed.add(name(e));
        }
    }

    private Out current(JsonNode e, ChainLine line) {
        Out now = out.getOrDefault(packet(e), new Out(0, false, Optional.empty()));
        check(now.attempt() == attempt(e), line, "the current attempt is " + now.attempt());
        return now;
    }

    private void close(JsonNode e) {
        out.computeIfPresent(packet(e), (packet, now) -> new Out(now.attempt(), false, now.agent()));
    }

    private static String packet(JsonNode e) {
        return e.path("packet_id").asString();
    }

    private static String agent(JsonNode e) {
        return e.path("agent_id").asString();
    }

    private static int attempt(JsonNode e) {
        return e.path("attempt").asInt();
    }

    private static String name(JsonNode e) {
        return packet(e) + "." + attempt(e);
    }

    private void check(boolean holds, ChainLine line, String why) {
        if (!holds) {
            wrong.add("journal, line " + line.seq() + ": " + why + ": " + line.text());
        }
    }

    Set<String> issued() {
        return issued;
    }

    /** Attempts whose result counted and was good. */
    Set<String> completed() {
        return completed;
    }

    Map<String, Finish> finished() {
        return finished;
    }

    /** What was accepted, or taken up again, and has not ended. */
    Set<String> open() {
        Set<String> open = new HashSet<>(accepted);
        open.removeAll(finished.keySet());
        return open;
    }

    boolean isPaused() {
        return paused;
    }

    Set<String> accepted() {
        return accepted;
    }

    /** Why a dropped file was refused, by its name. */
    Map<String, String> refused() {
        return refused;
    }

    List<String> controls() {
        return controls;
    }

    List<String> wrong() {
        return wrong;
    }
}
