package dev.drover.cli;

import dev.drover.bus.Home;
import dev.drover.cli.view.AgentsView;
import dev.drover.cli.view.Overview;
import dev.drover.cli.view.Table;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Who works here, and who could. */
@Command(
        name = "agents",
        description = "Shows the agents that run, with what they use and do now, and those that are defined.",
        subcommands = AgentsNew.class,
        mixinStandardHelpOptions = true)
final class Agents implements Callable<Integer> {
    private static final Duration SAMPLE = Duration.ofMillis(250);

    @Mixin
    private HomeOption home = new HomeOption();

    @Mixin
    private Output output = new Output();

    @Option(names = "--json", description = "Print JSON")
    private boolean json;

    /** What may be shown of a definition; its prompt may be long. */
    private record Defined(
            String name, String type, String description, List<String> capabilities, String backend, String file) {
        static Defined of(AgentDefinition d) {
            return new Defined(d.name(), d.type(), d.description(), d.capabilities(), d.backendName(), d.file());
        }
    }

    @Override
    public Integer call() throws Exception {
        Home where = home.find();
        long start = System.nanoTime();
        Overview.Look before = Overview.Look.now(where, start);
        AgentDefinitions definitions = AgentDefinitions.load(where.agentDefinitions());
        while (!before.agents().isEmpty() && System.nanoTime() - start < SAMPLE.toNanos()) {
            LockSupport.parkNanos(SAMPLE.toNanos() - (System.nanoTime() - start));
        }
        Instant now = Clock.systemUTC().instant();
        Overview.Look look = Overview.Look.now(where, System.nanoTime());
        List<AgentsView.Live> live = AgentsView.live(where, look.agents(), before.sample(), look.sample());
        List<Defined> defined =
                definitions.definitions().stream().map(Defined::of).toList();
        List<String> broken =
                definitions.broken().stream().map(Object::toString).toList();
        if (json) {
            Map<String, Object> all = new LinkedHashMap<>();
            all.put("live", live);
            all.put("definitions", defined);
            all.put("broken", broken);
            output.json(all);
        } else {
            List<String> lines = new ArrayList<>(AgentsView.lines(live, now, output.style()));
            var table = new Table("defined", "type", "backend", "capabilities");
            defined.forEach(d -> table.row(d.name(), d.type(), d.backend(), String.join(", ", d.capabilities())));
            lines.add("");
            lines.addAll(table.lines(output.style()));
            broken.forEach(why -> lines.add("left out: " + why));
            output.lines(lines);
        }
        return Exit.DONE;
    }
}
