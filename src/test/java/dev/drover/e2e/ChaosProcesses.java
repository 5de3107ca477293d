package dev.drover.e2e;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.AttemptFile;
import dev.drover.bus.Folders;
import dev.drover.process.Launch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The processes of a run: a daemon, agents of its own and some that were started by hand, and their commands. */
final class ChaosProcesses implements AutoCloseable {
    private static final String AT = "DROVER_KILL_AT";

    private final TestHome home;
    private final Map<String, Process> armed = new HashMap<>();
    private final Thread atExit = new Thread(this::killAll);
    private int agents;

    ChaosProcesses(TestHome home) {
        this.home = home;
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    RealDaemon daemon() throws IOException {
        return RealDaemon.launch(home.home(), home.environment());
    }

    /** One that dies when it comes to a point for the n-th time. */
    RealDaemon daemon(String point, int arrival) throws IOException {
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.put(AT, point + ":" + arrival);
        return RealDaemon.launch(home.home(), environment);
    }

    /** Starts an agent by hand, as the protocol allows anyone to, that dies at a point. */
    void agent(String point) throws IOException {
        List<String> command = new ArrayList<>(Launch.java());
        command.addAll(List.of(
                "-Ddrover.agent.idle.millis=60000",
                "-Ddrover.agent.heartbeat.millis=200",
                "-Ddrover.agent.rescan.millis=500",
                "dev.drover.agent.AgentMain"));
        Map<String, String> environment = new HashMap<>(home.environment());
        environment.put("DROVER_AGENT_ID", "by-hand-" + ++agents);
        environment.put("DROVER_AGENT_TYPE", "testing");
        environment.put(AT, point);
        armed.put(point, Launch.detached(command, environment, home.root(), RealDaemon.log(home.home())));
    }

    /** The points at which an agent has died since it was asked last. */
    List<String> diedAtPoint() {
        List<String> died = armed.entrySet().stream()
                .filter(e -> !e.getValue().isAlive())
                .map(Map.Entry::getKey)
                .toList();
        died.forEach(armed::remove);
        return died;
    }

    int waitingAgents() {
        return armed.size();
    }

    /** Agents of the daemon that live, those first that hold a packet. */
    List<Long> agents() throws IOException {
        List<Long> holding = new ArrayList<>();
        List<Long> idle = new ArrayList<>();
        for (Path folder : Folders.list(home.home().claimed())) {
            Optional<AgentIdentity> agent = AgentIdentity.read(folder)
                    .filter(a -> a.process().isAlive() && !a.agentId().startsWith("by-hand"));
            if (agent.isPresent()) {
                boolean holds = Folders.list(folder).stream()
                        .anyMatch(f -> AttemptFile.of(f).isPresent());
                (holds ? holding : idle).add(agent.get().pid());
            }
        }
        holding.addAll(idle);
        return holding;
    }

    /** Processes that were started by commands of packets. */
    List<Long> commands() throws IOException {
        List<Long> found = new ArrayList<>();
        for (long pid : home.running()) {
            if (Processes.hasVariable(pid, "DROVER_PACKET_ID")) {
                found.add(pid);
            }
        }
        return found;
    }

    private void killAll() {
        try {
            for (List<Long> left = home.running(); !left.isEmpty(); left = home.running()) {
                for (long pid : left) {
                    ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
                }
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Nothing that was started for the home is left, stopped or not. */
    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(atExit);
        killAll();
    }
}
