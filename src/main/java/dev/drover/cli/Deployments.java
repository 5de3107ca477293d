package dev.drover.cli;

import dev.drover.agent.specialist.deployment.DeploymentEntry;
import dev.drover.agent.specialist.deployment.DeploymentLog;
import dev.drover.bus.Home;
import dev.drover.cli.view.Table;
import dev.drover.cli.view.Text;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was deployed when, where and by which request. */
@Command(
        name = "deployments",
        description = "Lists what was deployed, promoted and rolled back, the newest first.",
        mixinStandardHelpOptions = true)
final class Deployments implements Callable<Integer> {
    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--workspace", paramLabel = "DIR", description = "Only those of this workspace")
    private Optional<Path> workspace = Optional.empty();

    @Option(names = "--limit", paramLabel = "N", defaultValue = "20", description = "At most so many (default: 20)")
    private int limit;

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        List<DeploymentEntry> shown = new ArrayList<>(entries(home.find()));
        if (workspace.isPresent()) {
            String only = workspace.get().toRealPath().toString();
            shown.removeIf(entry -> !entry.workspace().equals(only));
        }
        shown.sort(Comparator.comparing(DeploymentEntry::at).reversed());
        shown = shown.subList(0, Math.min(Math.max(1, limit), shown.size()));
        if (json) {
            output.json(shown);
        } else if (shown.isEmpty()) {
            output.line("nothing was deployed yet; how to: src/docs/deployment.md");
        } else {
            var table = new Table("when", "environment", "did", "release", "result", "request", "commit");
            shown.forEach(e -> table.row(
                    e.at().toString().substring(0, 19) + "Z",
                    e.environment(),
                    e.action().name().toLowerCase(Locale.ROOT),
                    e.release(),
                    result(e),
                    e.requestId(),
                    e.commit().map(Deployments::shortened).orElse("")));
            output.lines(table.lines(output.style()));
        }
        return Exit.DONE;
    }

    /**
     * The last of each deployment. What the home was not told any more, since the agent was killed, stands in the log of
     * the environment, whose place the home knows from the beginning.
     */
    private static List<DeploymentEntry> entries(Home where) throws IOException {
        List<DeploymentEntry> own =
                new DeploymentLog(where.deployments()).read().entries();
        Set<DeploymentEntry> all = new LinkedHashSet<>(own);
        Set<String> packets = new LinkedHashSet<>();
        own.forEach(entry -> packets.add(key(entry)));
        for (String site :
                new LinkedHashSet<>(own.stream().map(DeploymentEntry::site).toList())) {
            new DeploymentLog(Path.of(site).resolve("deployments.jsonl"))
                    .read().entries().stream()
                            .filter(e -> packets.contains(key(e)))
                            .forEach(all::add);
        }
        Set<String> ended = new LinkedHashSet<>();
        all.stream().filter(Deployments::isEnd).forEach(entry -> ended.add(key(entry)));
        return all.stream()
                .filter(entry -> isEnd(entry) || !ended.contains(key(entry)))
                .toList();
    }

    private static boolean isEnd(DeploymentEntry entry) {
        return entry.step() != DeploymentEntry.Step.BEGUN;
    }

    private static String key(DeploymentEntry entry) {
        return entry.site() + " " + entry.packetId() + " " + entry.attempt();
    }

    private static String result(DeploymentEntry entry) {
        return switch (entry.step()) {
            case BEGUN -> "begun, not ended";
            case LIVE -> "live" + entry.previous().map(p -> ", before: " + p).orElse("");
            case ROLLED_BACK -> "gone back to " + entry.previous().orElse("nothing");
            case UNDONE ->
                "failed, taken back" + entry.previous().map(p -> " to " + p).orElse("");
            case BROKEN -> "failed: look at it";
        };
    }

    private static String shortened(String commit) {
        return Text.line(
                commit.length() > 12 ? commit.substring(0, 12) + (commit.endsWith("+changes") ? "+" : "") : commit);
    }
}
