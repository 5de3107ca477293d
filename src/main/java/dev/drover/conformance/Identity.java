package dev.drover.conformance;

import static dev.drover.conformance.Commands.quoted;

import dev.drover.bus.AgentIdentity;
import dev.drover.message.Json;
import dev.drover.message.Packet;
import dev.drover.process.ProcessId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** That an agent and its commands can be known again and ended: rule 11. */
final class Identity {
    private Identity() {}

    static List<Check> checks() {
        return List.of(
                Check.required(
                        "identity",
                        "rule 11",
                        "Before its first claim the agent says in agent.json who it is, under the id in DROVER_AGENT_ID.",
                        Identity::agent),
                Check.required(
                        "command-group",
                        "rule 11",
                        "Before a command begins, its .group file names it: the leader of a session of its own.",
                        Identity::group));
    }

    private static void agent(Bench bench) throws IOException, InterruptedException {
        Path folder = bench.home().claimed(bench.id(1));
        Path seen = bench.note("agent.json");
        Packet packet = bench.queue(Job.of("first", "cp " + quoted(folder.resolve("agent.json")) + " " + quoted(seen)));
        bench.start();
        bench.awaitResult(packet);
        String name = bench.name(folder) + "/agent.json";
        NotKept.unless(Files.exists(seen), name + " was not there when the first command began");
        Optional<AgentIdentity> identity = AgentIdentity.read(folder);
        NotKept.unless(identity.isPresent(), name + " is not what the protocol asks for: " + Files.readString(seen));
        AgentIdentity who = identity.orElseThrow();
        NotKept.unless(
                who.agentType().equals(packet.agentType()),
                name + " says the agent_type " + who.agentType() + ", not " + packet.agentType());
        NotKept.unless(who.process().isAlive(), name + " names no process that runs: " + who.process());
    }

    /** The command tells its own session, and what the file said when it began. */
    private static void group(Bench bench) throws IOException, InterruptedException {
        Path seen = bench.note("group");
        Path stat = bench.note("stat");
        Path file = bench.group(bench.packet(Job.of("grouped", "true")));
        String command = "cat " + quoted(file) + " >" + quoted(seen) + "; read -r all </proc/$$/stat; "
                + "echo \"${all##*) }\" >" + quoted(stat);
        Packet packet = bench.queue(Job.of("grouped", command));
        bench.start();
        bench.awaitResult(packet);
        String text = bench.read(seen);
        NotKept.unless(!text.isEmpty(), bench.name(file) + " was not written when the command began");
        ProcessId leader = read(bench.name(file), text);
        // After the state and the parent: proc(5).
        String[] fields = bench.read(stat).split(" ");
        NotKept.unless(
                leader.pid() == Long.parseLong(fields[3]),
                bench.name(file) + " names process " + leader.pid() + ", but the command ran in the session of "
                        + fields[3]);
        NotKept.unless(
                leader.bootId().equals(ProcessId.currentBootId()),
                bench.name(file) + " names the boot " + leader.bootId() + ", not " + ProcessId.currentBootId());
        NotKept.unless(
                leader.start() == Long.parseLong(fields[19]),
                bench.name(file) + " says that it started at " + leader.start() + ", not " + fields[19]);
    }

    private static ProcessId read(String name, String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8), ProcessId.class);
        } catch (JacksonException e) {
            throw new NotKept(name + " held, when the command began: " + text);
        }
    }
}
