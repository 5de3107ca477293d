package dev.drover.conformance;

import static dev.drover.conformance.Commands.quoted;
import static dev.drover.conformance.Commands.running;
import static dev.drover.conformance.Commands.stubborn;
import static dev.drover.conformance.Commands.tellPids;

import dev.drover.message.Packet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How commands are run: section Environment of the protocol page. */
final class Running {
    private static final int LARGE = 20_000_000;

    private Running() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "command-environment",
                        "environment",
                        "A command finds what it works on in its environment, and an existing folder for artifacts.",
                        Running::environment),
                Check.required(
                        "command-text",
                        "packet",
                        "A command runs as it was written: with line feeds, quotes, backslashes and all letters.",
                        Running::text),
                Check.required(
                        "command-workspace",
                        "environment",
                        "A command runs in its workspace, which is made when it lies below bus/runs.",
                        Running::workspace),
                Check.required(
                        "command-input",
                        "environment",
                        "The standard input of a command is /dev/null.",
                        Running::input),
                Check.required(
                        "command-output",
                        "environment",
                        "Both outputs of a command are in output.log of its attempt.",
                        Running::output),
                Check.required(
                        "large-output",
                        "environment",
                        "A command that writes " + LARGE / 1_000_000 + " MB in one line completes.",
                        Running::large),
                Check.required(
                        "leftovers",
                        "environment",
                        "What a command leaves running in its session is killed when it ends.",
                        Running::leftovers),
                Check.required(
                        "time-limit",
                        "messages",
                        "A command that takes longer than timeout_seconds is ended and reported as timeout.",
                        Running::timeLimit),
                Check.recommended(
                        "artifacts",
                        "environment",
                        "Every regular file that a command leaves in $DROVER_ARTIFACTS is listed in the result.",
                        Running::artifacts));
    }

    private static void environment(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("environment");
        Packet packet = bench.queue(Job.of(
                        "shows",
                        "env >" + quoted(seen) + "; [ ! -d \"$DROVER_ARTIFACTS\" ] || echo IS_FOLDER=1 >>"
                                + quoted(seen))
                .attempt(2));
        bench.start();
        bench.awaitResult(packet);
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("DROVER_HOME", bench.home().root().toString());
        expected.put("DROVER_AGENT_ID", bench.id(1));
        expected.put("DROVER_AGENT_TYPE", packet.agentType());
        expected.put("DROVER_REQUEST_ID", packet.requestId());
        expected.put("DROVER_TASK_ID", packet.taskId());
        expected.put("DROVER_PACKET_ID", packet.packetId());
        expected.put("DROVER_ATTEMPT", "2");
        expected.put(
                "DROVER_WORKSPACE",
                bench.home().root().resolve(packet.workspace()).toString());
        expected.put("TRACEPARENT", packet.traceparent());
        Map<String, String> found = bench.read(seen)
                .lines()
                .filter(line -> line.contains("="))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.indexOf('=')),
                        line -> line.substring(line.indexOf('=') + 1),
                        (one, other) -> other));
        List<String> wrong = new ArrayList<>();
        expected.forEach((name, value) -> {
            if (!value.equals(found.get(name))) {
                wrong.add(name + " is " + found.get(name) + ", not " + value);
            }
        });
        if (found.getOrDefault("DROVER_COMMAND", "").isEmpty()) {
            wrong.add("DROVER_COMMAND is not set");
        }
        if (!found.containsKey("IS_FOLDER")) {
            wrong.add("DROVER_ARTIFACTS (" + found.get("DROVER_ARTIFACTS") + ") names no folder");
        }
        NotKept.unless(wrong.isEmpty(), "in the command's environment " + String.join("; ", wrong));
    }

    private static void text(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("text");
        String said = "a \"b\" 'c' \\n \\\\ \\\" $x `y` \t, \u00e9 \u6f22\n%s {\"run\":\"no\"} \\u0041";
        Packet packet = bench.queue(Job.of("says", "cat >" + quoted(seen) + " <<'END'\n" + said + "\nEND\n"));
        bench.start();
        bench.awaitResult(packet);
        String found = bench.read(seen);
        NotKept.unless(found.equals(said), "the command was to write: " + said + "\nbut wrote: " + found);
    }

    private static void workspace(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("folder");
        Packet packet = bench.queue(Job.of("where", "pwd -P >" + quoted(seen)));
        bench.start();
        bench.awaitResult(packet);
        String expected = bench.home().root().resolve(packet.workspace()).toString();
        String found = bench.read(seen);
        NotKept.unless(found.equals(expected), "the command ran in " + found + ", not in " + expected);
    }

    private static void input(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("input");
        Packet packet = bench.queue(Job.of("reads", "readlink /proc/$$/fd/0 >" + quoted(seen)));
        bench.start();
        bench.awaitResult(packet);
        String found = bench.read(seen);
        NotKept.unless(found.equals("/dev/null"), "the command's standard input was " + found);
    }

    private static void output(Bench bench) throws IOException, InterruptedException {
        Packet packet = bench.queue(Job.of("talks", "echo one; echo two >&2"));
        bench.start();
        bench.awaitResult(packet);
        Path log = bench.attemptFolder(packet).resolve("output.log");
        List<String> lines = bench.read(log).lines().toList();
        NotKept.unless(lines.equals(List.of("one", "two")), bench.name(log) + " holds " + lines + ", not [one, two]");
    }

    private static void large(Bench bench) throws IOException, InterruptedException {
        Path wrote = bench.note("wrote");
        String run = "head -c " + LARGE + " /dev/zero | tr '\\0' x && echo >" + quoted(wrote);
        Packet packet = bench.queue(Job.of("shouts", run));
        bench.start();
        bench.awaitResult(packet, Duration.ofSeconds(60));
        NotKept.unless(
                Files.exists(wrote),
                "the command could not write all of it; " + bench.name(bench.result(packet)) + " says "
                        + bench.read(bench.result(packet)));
    }

    private static void leftovers(Bench bench) throws IOException, InterruptedException {
        Path pids = bench.note("pids");
        Packet packet = bench.queue(Job.of("leaves", "sleep 300 >/dev/null 2>&1 & " + tellPids(pids)));
        bench.start();
        bench.awaitResult(packet);
        if (!bench.holdsWithin(Duration.ofSeconds(5), () -> running(pids).isEmpty())) {
            throw new NotKept("5 s after " + bench.name(bench.result(packet))
                    + " was published, processes of its command still ran: " + running(pids));
        }
    }

    private static void timeLimit(Bench bench) throws IOException, InterruptedException {
        Path pids = bench.note("pids");
        Packet packet = bench.queue(Job.of("slow", stubborn(pids)).within(1));
        bench.start();
        bench.await("the command to begin", bench.patience(), () -> Files.exists(pids));
        bench.awaitStatus(packet, "timeout");
        if (!bench.holdsWithin(Duration.ofSeconds(5), () -> running(pids).isEmpty())) {
            throw new NotKept("5 s after " + bench.name(bench.result(packet))
                    + " said timeout, processes of its command still ran: " + running(pids));
        }
    }

    private static void artifacts(Bench bench) throws IOException, InterruptedException {
        String run = "cd \"$DROVER_ARTIFACTS\" && echo 1 >left.txt && echo 2 >too.txt && mkdir not && echo 3 >not/this";
        Packet packet = bench.queue(Job.of("leaves", run));
        bench.start();
        List<String> names = new ArrayList<>();
        bench.awaitResult(packet)
                .path("artifacts")
                .forEach(artifact -> names.add(artifact.path("name").asString("")));
        names.sort(String::compareTo);
        NotKept.unless(
                names.equals(List.of("left.txt", "too.txt")),
                bench.name(bench.result(packet)) + " lists the artifacts " + names + ", not [left.txt, too.txt]");
    }
}
