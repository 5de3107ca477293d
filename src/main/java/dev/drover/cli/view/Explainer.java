package dev.drover.cli.view;

import dev.drover.bus.DeadLetter;
import dev.drover.bus.Home;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds out why requests wait. */
public final class Explainer {
    private final Home home;
    private final Settings settings;
    private final Instant now;
    private final RunFold open;
    private final Staff staff;

    public Explainer(Home home, Map<String, String> environment, Instant now) throws IOException {
        this.home = home;
        this.settings = Settings.load(home.settings(), environment).settings();
        this.now = now;
        this.open = JournalView.open(home.journal()).fold();
        Overview.Look look = Overview.Look.now(home, 0);
        this.staff = Staff.of(
                home,
                look.daemon().isPresent(),
                AgentsView.live(home, look.agents(), look.sample(), look.sample()),
                settings,
                now);
    }

    /** All that is open. */
    public List<Explanation> all() {
        List<Explanation> all = new ArrayList<>();
        for (RunView view : open.runs()) {
            if (view.status().isEmpty()) {
                all.add(Explanation.of(home, open.state(), view, staff, now));
            }
        }
        return all;
    }

    /** One request, wherever it is. */
    public Explanation one(String text) throws IOException {
        if (Ids.isValid(text)) {
            Optional<Explanation> waiting = notTakenIn(text);
            if (waiting.isPresent()) {
                return waiting.get();
            }
        }
        String id;
        try {
            id = RequestIds.resolve(home, text);
        } catch (DroverException e) {
            return refused(text).orElseThrow(() -> e);
        }
        Optional<RunView> view = open.run(id);
        if (view.isPresent()) {
            return Explanation.of(home, open.state(), view.get(), staff, now);
        }
        RunFold fold = JournalView.one(home.journal(), id).fold();
        return fold.run(id)
                .map(ended -> Explanation.of(home, fold.state(), ended, staff, now))
                .orElseThrow(() -> new DroverException("the journal does not know request '" + id + "'"));
    }

    private Optional<Explanation> notTakenIn(String id) throws IOException {
        Optional<InboxView.Waiting> waiting = open.run(id).isPresent() ? Optional.empty() : InboxView.find(home, id);
        if (waiting.isPresent()) {
            return Optional.of(Explanation.notTakenIn(id, inInbox(waiting.get())));
        }
        boolean taken = open.run(id).isEmpty() && InboxView.takenIn(home, id).isPresent();
        return taken
                ? Optional.of(Explanation.notTakenIn(
                        id,
                        staff.daemonRuns()
                                ? "it is being read and planned, in bus/runs/.intake; a model may need minutes for that"
                                : "it was being read when the daemon ended (bus/runs/.intake); it goes on with: drover up "
                                        + "--detach"))
                : Optional.empty();
    }

    private String inInbox(InboxView.Waiting waiting) {
        String place = "it waits in " + home.name(waiting.file()) + ": ";
        long openNow =
                open.runs().stream().filter(run -> run.status().isEmpty()).count();
        int most = settings.orchestrator().maxOpenRequests();
        if (!staff.daemonRuns()) {
            return place + "no daemon runs; run: drover up --detach";
        }
        if (open.state().isPaused()) {
            return place + "the daemon is paused; run: drover resume";
        }
        if (open.state().isDraining()) {
            return place + "the daemon finishes what is open and opens nothing new; run: drover resume";
        }
        Optional<String> disk = new DiskShortage(home, settings.bus().minFreeMb()).now();
        if (disk.isPresent()) {
            return place + disk.get();
        }
        if (!waiting.complete()) {
            Duration quiet = Duration.between(waiting.since().toInstant(), now);
            return place + "it is not one whole JSON object, and last changed " + Text.duration(quiet)
                    + " ago; left unchanged for " + settings.bus().settleSeconds()
                    + " s, it goes to the dead letter";
        }
        if (openNow >= most) {
            return place + Text.count(openNow, "request") + " are open, and no more than " + most
                    + " may be (orchestrator.max_open_requests); " + waiting.before()
                    + " of its lane are before it";
        }
        return place + "it is taken in in a moment";
    }

    private Optional<Explanation> refused(String text) throws IOException {
        for (DeadLetter.Entry entry : new DeadLetter(home).list()) {
            String name = entry.file().getFileName().toString();
            boolean meant = name.equals(text) || name.startsWith(text + ".") || name.startsWith(text + "-");
            if (meant && entry.reason().isPresent()) {
                return Optional.of(new Explanation(
                        name,
                        "refused",
                        entry.reason().get().message() + ". "
                                + entry.reason().get().whatNow(),
                        "",
                        List.of()));
            }
        }
        return Optional.empty();
    }
}
