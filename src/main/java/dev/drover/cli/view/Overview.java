package dev.drover.cli.view;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import dev.drover.bus.TakenIn;
import dev.drover.cli.view.Table.Cell;
import dev.drover.daemon.DaemonFile;
import dev.drover.master.core.State;
import dev.drover.message.TaskState;
import dev.drover.process.ProcessUsage;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Everything at a glance.
 *
 * @param running whether a daemon runs
 * @param inbox how many requests wait, by lane
 * @param takenIn requests that are being read, and planned where a model does that
 * @param disk what keeps requests waiting that has to do with the disk
 * @param queue packets that are out, by agent type
 */
public record Overview(
        boolean running,
        Optional<Daemon> daemon,
        boolean paused,
        boolean draining,
        Map<String, Integer> inbox,
        List<TakenInLine> takenIn,
        Optional<String> disk,
        List<Open> open,
        Map<String, Queue> queue,
        List<AgentsView.Live> agents) {

    /**
     * The running daemon.
     *
     * @param cpuPercent of one processor, since the sample before
     */
    public record Daemon(long pid, String version, Instant since, long rssBytes, double cpuPercent) {}

    /**
     * A request that has not ended.
     *
     * @param status {@code open}, or {@code ending} while processes of it are still to end
     */
    public record Open(
            String requestId,
            String status,
            String priority,
            String title,
            int completedTasks,
            int totalTasks,
            double seconds) {}

    /** Packets of a type that wait, and that agents hold. */
    public record Queue(int queued, int running) {}

    /** What an overview sees outside the journal, and what the processes had used by then. */
    public record Look(
            Optional<DaemonFile> daemon,
            List<AgentIdentity> agents,
            Map<String, Integer> inbox,
            List<TakenIn> takenIn,
            AgentsView.Sample sample) {
        public static Look now(Home home, long nanos) throws IOException {
            Optional<DaemonFile> daemon = DaemonFile.running(home);
            List<AgentIdentity> agents = AgentsView.identities(home);
            List<Long> pids = new ArrayList<>();
            daemon.ifPresent(d -> pids.add(d.pid()));
            agents.forEach(a -> pids.add(a.pid()));
            return new Look(
                    daemon, agents, InboxView.counts(home), TakenIn.list(home), AgentsView.Sample.of(pids, nanos));
        }
    }

    /** What stands, with the use of processors between the two looks. */
    public static Overview of(Home home, RunFold fold, Look before, Look now, DiskShortage disk, Instant at)
            throws IOException {
        return new Overview(
                now.daemon().isPresent(),
                now.daemon().map(d -> daemon(d, before, now)),
                fold.state().isPaused(),
                fold.state().isDraining(),
                now.inbox(),
                now.takenIn().stream()
                        .filter(request -> fold.run(request.requestId()).isEmpty())
                        .map(request -> TakenInLine.of(request, at))
                        .toList(),
                disk.now(),
                fold.runs().stream()
                        .filter(run -> run.status().isEmpty())
                        .map(run -> open(run, at))
                        .toList(),
                queue(fold.state()),
                AgentsView.live(home, now.agents(), before.sample(), now.sample()));
    }

    private static Daemon daemon(DaemonFile d, Look before, Look now) {
        return new Daemon(
                d.pid(),
                d.version(),
                d.startedAt(),
                ProcessUsage.of(d.pid()).map(ProcessUsage::rssBytes).orElse(0L),
                now.sample().percentSince(before.sample(), d.pid()));
    }

    private static Open open(RunView run, Instant at) {
        return new Open(
                run.id(),
                run.statusWord(),
                run.run().accepted().priority().wire(),
                run.title(),
                run.done(),
                run.total(),
                run.took(at).toMillis() / 1000.0);
    }

    private static Map<String, Queue> queue(State state) {
        Map<String, Queue> queue = new TreeMap<>();
        for (State.Out out : state.out().values()) {
            boolean running = state.task(out.requestId(), out.taskId()).state() == TaskState.RUNNING;
            queue.merge(
                    out.agentType(),
                    running ? new Queue(0, 1) : new Queue(1, 0),
                    (a, b) -> new Queue(a.queued() + b.queued(), a.running() + b.running()));
        }
        return queue;
    }

    /** For a person. */
    public List<String> lines(Instant at, Style style) {
        List<String> lines = new ArrayList<>();
        lines.add("daemon   " + daemonLine(at, style));
        lines.add("inbox    " + inboxLine());
        takenIn.forEach(request -> lines.add(request.line(style)));
        disk.ifPresent(shortage -> lines.add("disk     " + style.paint(Paint.YELLOW, shortage)));
        lines.add("queue    " + queueLine());
        lines.add("open     " + openLine());
        if (!open.isEmpty()) {
            lines.add("");
            lines.addAll(openTable().lines(style));
        }
        lines.add("");
        lines.addAll(AgentsView.lines(agents, at, style));
        return lines;
    }

    private String daemonLine(Instant at, Style style) {
        if (daemon.isEmpty()) {
            return style.paint(Paint.YELLOW, "not running; start it with: drover up --detach");
        }
        Daemon d = daemon.get();
        String held = paused ? ", paused (drover resume)" : draining ? ", draining" : "";
        return style.paint(Paint.GREEN, "running" + held) + ": process " + d.pid() + ", version " + d.version()
                + ", for " + Text.duration(Duration.between(d.since(), at)) + ", " + Text.bytes(d.rssBytes()) + ", "
                + d.cpuPercent() + " % of a processor";
    }

    private String inboxLine() {
        List<String> lanes = new ArrayList<>();
        inbox.forEach((lane, n) -> {
            if (n > 0 || !lane.equals("unsorted")) {
                lanes.add(lane + " " + n);
            }
        });
        return String.join(", ", lanes);
    }

    private String queueLine() {
        List<String> types = new ArrayList<>();
        queue.forEach((type, q) -> types.add(type + " " + q.queued() + " waiting, " + q.running() + " running"));
        return types.isEmpty() ? "empty" : String.join("; ", types);
    }

    private String openLine() {
        int ending = (int)
                open.stream().filter(o -> o.status().equals(RunView.ENDING)).count();
        return Text.count(open.size() - ending, "request") + (ending == 0 ? "" : ", " + ending + " ending");
    }

    private Table openTable() {
        var table = new Table("request", "status", "priority", ">tasks", ">time", "what");
        open.forEach(o -> table.row(
                Cell.of(o.requestId()),
                new Cell(o.status(), Style.ofStatus(o.status())),
                Cell.of(o.priority()),
                Cell.of(o.completedTasks() + "/" + o.totalTasks()),
                Cell.of(Text.seconds(o.seconds())),
                Cell.of(o.title())));
        return table;
    }
}
