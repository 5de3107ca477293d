package dev.drover.daemon;

import dev.drover.bus.AgentIdentity;
import dev.drover.bus.Home;
import dev.drover.master.Fold;
import dev.drover.master.FoldImage;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.Ids;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who is at work by the journal. Those who went while no daemon ran have to be written off at the next start, since the
 * registry is a fold over the journal and would keep them for ever. Confined to the thread that starts the daemon, and then to that
 * of the master.
 */
final class KnownAgents implements Fold {
    private static final Set<String> AT_WORK = Set.of("spawned", "adopted");

    private final Map<String, Event.AgentChanged> atWork = new LinkedHashMap<>();

    /** A list of events in a snapshot would not say which events they are. */
    private record Image(String agentId, String agentType, String change, long pid, String why) {
        static Image of(Event.AgentChanged e) {
            return new Image(e.agentId(), e.agentType(), e.change(), e.pid(), e.why());
        }

        Event.AgentChanged event() {
            return new Event.AgentChanged(agentId, agentType, change, pid, why);
        }
    }

    @Override
    public String name() {
        return "agents_at_work";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public void apply(Recorded recorded) {
        if (recorded.event() instanceof Event.AgentChanged e) {
            changed(e);
        }
    }

    @Override
    public Object image() {
        return atWork.values().stream().map(Image::of).toList();
    }

    @Override
    public Runnable restore(FoldImage image) {
        List<Event.AgentChanged> read =
                Stream.of(image.as(Image[].class)).map(Image::event).toList();
        return () -> read.forEach(this::changed);
    }

    void changed(Event.AgentChanged e) {
        if (AT_WORK.contains(e.change())) {
            atWork.put(e.agentId(), e);
        } else {
            atWork.remove(e.agentId());
        }
    }

    /** What is to be journaled of those whose processes are gone. */
    List<Event.AgentChanged> gone(Home home) {
        return atWork.values().stream()
                .filter(e -> Ids.isValid(e.agentId()) && !isAlive(home.claimed(e.agentId())))
                .map(e -> ended(e, home.claimed(e.agentId())))
                .toList();
    }

    private static boolean isAlive(Path folder) {
        return AgentIdentity.read(folder)
                .filter(identity -> identity.process().isAlive())
                .isPresent();
    }

    /** An agent that ends by itself removes its folder. */
    private static Event.AgentChanged ended(Event.AgentChanged e, Path folder) {
        boolean died = Files.exists(folder, LinkOption.NOFOLLOW_LINKS);
        return new Event.AgentChanged(
                e.agentId(), e.agentType(), died ? "died" : "retired", e.pid(), "it was gone when the daemon started");
    }
}
