package dev.drover.agent;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.Specialist;
import dev.drover.agent.specialist.builtin.Specialists;
import dev.drover.agent.specialist.coding.Acceptance;
import dev.drover.agent.specialist.coding.tree.Pending;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.agent.specialist.git.WorkTreeLock;
import dev.drover.bus.DiskSpace;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.council.Backend;
import dev.drover.datafile.BrokenFile;
import dev.drover.message.Failure;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.message.ResultStatus;
import dev.drover.message.Shortened;
import dev.drover.process.CommandExit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides how one packet is done, and does it: its own command, else the specialist of its type, else the program
 * that the agent's definition names for work that needs a mind.
 */
final class Work {
    private static final int NOT_EXECUTABLE = 126;
    private static final int NOT_FOUND = 127;

    private final AgentOptions options;
    private final Packet packet;
    private final Path folder;
    private final TaskShell shell;
    private final InstantSource clock;
    private final AgentLog log;

    Work(AgentOptions options, Packet packet, Path folder, TaskShell shell, InstantSource clock, AgentLog log) {
        this.options = options;
        this.packet = packet;
        this.folder = folder;
        this.shell = shell;
        this.clock = clock;
        this.log = log;
    }

    /** An outcome, and the end of the output where a command decided it. */
    record Done(Outcome outcome, Optional<String> outputTail) {
        static Done released() {
            return new Done(
                    ended(
                            ResultStatus.RELEASED,
                            "handed back unfinished",
                            new Failure("released", "the agent was asked to stop", true)),
                    Optional.empty());
        }
    }

    Done perform() throws IOException, InterruptedException {
        Done done = performed();
        boolean told = done.outcome().branch().isPresent();
        return !told && RequestBranch.isPlaceOf(packet)
                ? new Done(done.outcome().onBranch(RequestBranch.nameFor(packet)), done.outputTail())
                : done;
    }

    /** Work that writes nothing for the branch shares the work tree with its like, and waits for those who write it. */
    private interface Reading {
        Done perform() throws IOException, InterruptedException;
    }

    private Done sharing(Reading reading) throws IOException, InterruptedException {
        if (!RequestBranch.isPlaceOf(packet)) {
            return reading.perform();
        }
        Path home = options.home().root();
        Optional<WorkTreeLock> share =
                WorkTreeLock.take(home.resolve(packet.runFolder()), home, packet, true, shell.timeLeft());
        if (share.isEmpty()) {
            return new Done(
                    Outcome.failed("work_tree_busy", "Another task wrote in the work tree all the time.", true),
                    Optional.empty());
        }
        try (WorkTreeLock held = share.get()) {
            return reading.perform();
        }
    }

    private Done performed() throws IOException, InterruptedException {
        Optional<Path> place = workspace();
        if (place.isEmpty()) {
            return new Done(Outcome.blocked("no_workspace", noWorkspace()), Optional.empty());
        }
        Path workspace = place.get();
        Optional<String> halfDone = new Pending(options.home().edits()).settle(workspace);
        if (halfDone.isPresent()) {
            return new Done(Outcome.blocked("edits_pending", halfDone.get()), Optional.empty());
        }
        if (packet.run().isPresent()) {
            return sharing(() -> command(packet.run().get(), workspace, Map.of()));
        }
        AgentDefinitions definitions = AgentDefinitions.load(options.home().agentDefinitions());
        Optional<BrokenFile> broken = definitions.brokenFor(packet.agentType());
        if (broken.isPresent()) {
            return new Done(brokenDefinition(broken.get()), Optional.empty());
        }
        Optional<AgentDefinition> definition = definitions.forTask(packet.agentType(), packet.capability());
        boolean commandFirst =
                definition.filter(d -> d.backend() == Backend.COMMAND).isPresent();
        Optional<Specialist> specialist =
                Specialists.forType(packet.agentType()).filter(s -> !commandFirst && s.canDo(packet));
        var mind = new ByMind(options.home(), assignment(workspace), clock, log);
        if (specialist.isPresent()) {
            return sharing(() -> new Done(mind.with(definition, specialist.get()), Optional.empty()));
        }
        Optional<String> program = definition.flatMap(AgentDefinition::command);
        if (program.isPresent()) {
            Path file = folder.resolve("packet.json");
            Files.write(file, Json.prettyBytes(packet));
            return sharing(() -> accepted(
                    command(program.get(), workspace, Map.of("DROVER_PACKET_FILE", file.toString())),
                    assignment(workspace)));
        }
        definition.flatMap(d -> d.limits().seconds()).ifPresent(seconds -> shell.within(Duration.ofSeconds(seconds)));
        Optional<Outcome> byCli = mind.byCli(definition);
        if (byCli.isPresent()) {
            return new Done(byCli.get(), Optional.empty());
        }
        Optional<BrokenFile> perhaps = definitions.perhapsBrokenFor(packet.agentType());
        return new Done(
                perhaps.isPresent() ? brokenDefinition(perhaps.get()) : mind.byModel(definition), Optional.empty());
    }

    private String noWorkspace() {
        return RequestBranch.isPlaceOf(packet)
                ? "the work tree of the request, " + packet.workspace()
                        + ", is gone or leads elsewhere; what was committed is on the branch "
                        + RequestBranch.nameFor(packet) + ", so send what is left as a request of its own"
                : "the workspace " + packet.workspace()
                        + " is not a folder (any more); create it, then run: drover retry " + packet.requestId();
    }

    /** It may well name a program for this, so the work is not done in any other way. */
    private Outcome brokenDefinition(BrokenFile broken) {
        boolean folder = options.home().agentDefinitions().endsWith(broken.file());
        return Outcome.blocked(
                "broken_definition",
                "the definition of the agent type '" + packet.agentType() + "' cannot be read: council/"
                        + (folder ? "" : "agents/") + broken
                        + "; mend it, then run: drover retry " + packet.requestId());
    }

    private Done command(String command, Path workspace, Map<String, String> more)
            throws IOException, InterruptedException {
        TaskShell.Finished finished = shell.run(command, workspace, more);
        var left = new LeftArtifacts(options.home(), artifactsFolder());
        Outcome outcome = left.tooMuch()
                .map(why -> ended(ResultStatus.FAILED, new Failure("too_many_artifacts", why, false)))
                .orElseGet(() -> judged(finished).withArtifacts(left.all()))
                .withEvidence(List.of(finished.evidence()));
        String tail = finished.output().tail();
        return new Done(outcome, tail.isEmpty() ? Optional.empty() : Optional.of(tail));
    }

    /** That a program says it is done is believed only when the commands of the task accept what it did. */
    private static Done accepted(Done done, Assignment assignment) throws IOException, InterruptedException {
        if (done.outcome().status() != ResultStatus.COMPLETED
                || assignment.packet().acceptance().isEmpty()) {
            return done;
        }
        Acceptance acceptance = Acceptance.of(assignment);
        Outcome outcome = acceptance.refusal().isEmpty()
                ? acceptance.accepted(done.outcome())
                : acceptance.refused(done.outcome(), "What the program did stays as it is.");
        return new Done(outcome, done.outputTail());
    }

    private Outcome judged(TaskShell.Finished finished) {
        CommandExit exit = finished.exit();
        String last = finished.output().lastLine();
        String saying = last.isEmpty() ? "" : ": " + Shortened.of(last, 300);
        return switch (exit.reason()) {
            case TIMED_OUT ->
                ended(
                        ResultStatus.TIMEOUT,
                        new Failure(
                                "timeout",
                                "the command was ended after its limit of " + packet.timeoutSeconds() + " s"
                                        + Outcome.MORE_TIME + saying,
                                false));
            case TOO_MUCH_OUTPUT ->
                ended(
                        ResultStatus.FAILED,
                        new Failure(
                                "too_much_output",
                                "the command was ended after it wrote more than " + options.maxOutputBytes()
                                        + " bytes (logs.max_output_bytes)",
                                false));
            case EXITED, STOPPED -> {
                if (exit.exitCode() == 0) {
                    yield Outcome.completed("exit code 0" + saying);
                }
                if (DiskSpace.isFull(options.home().root())) {
                    yield ended(
                            ResultStatus.FAILED,
                            new Failure(
                                    "disk_full",
                                    "exit code " + exit.exitCode()
                                            + " while the disk of the home was full; make room, then "
                                            + "run: drover retry " + packet.requestId() + saying,
                                    true));
                }
                boolean mayHelp = exit.exitCode() != NOT_EXECUTABLE && exit.exitCode() != NOT_FOUND;
                yield ended(
                        ResultStatus.FAILED,
                        new Failure("exit_code", "exit code " + exit.exitCode() + saying, mayHelp));
            }
        };
    }

    private static Outcome ended(ResultStatus status, Failure failure) {
        return ended(status, failure.message(), failure);
    }

    private static Outcome ended(ResultStatus status, String summary, Failure failure) {
        return Outcome.of(status, summary, Optional.of(failure));
    }

    private Assignment assignment(Path workspace) {
        return new Assignment(
                packet,
                workspace,
                artifactsFolder(),
                options.home().name(artifactsFolder()),
                options.agentId(),
                shell,
                new HomeSurroundings(options.home(), packet.requestId(), clock));
    }

    private Path artifactsFolder() {
        return folder.resolve("artifacts");
    }

    /** The folder to work in: that of the request, or its scratch folder below the home. */
    private Optional<Path> workspace() throws IOException {
        Path named = options.home().root().resolve(packet.workspace());
        if (RequestBranch.isPlaceOf(packet)) {
            return RequestBranch.placeOf(options.home().root().resolve(packet.runFolder()), packet);
        }
        if (named.startsWith(options.home().runs())) {
            Files.createDirectories(named);
        }
        return Files.isDirectory(named) ? Optional.of(named.toRealPath()) : Optional.empty();
    }
}
