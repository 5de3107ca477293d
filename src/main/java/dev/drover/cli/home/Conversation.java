package dev.drover.cli.home;

import dev.drover.audit.ChainTail;
import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.master.Journal;
import dev.drover.master.core.Event;
import dev.drover.master.core.Recorded;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.PacketResult;
import dev.drover.message.Priority;
import dev.drover.message.RequestResult;
import dev.drover.message.TaskReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One request from outside: dropped on the bus, followed in the journal, answered in the outbox. */
public final class Conversation {
    private static final Duration POLL = Duration.ofMillis(10);

    private final Home home;
    private final String requestId;
    private final ChainTail journal;

    private Conversation(Home home, String requestId, ChainTail journal) {
        this.home = home;
        this.requestId = requestId;
        this.journal = journal;
    }

    /** Drops the request. {@code fields} are what it says besides its id. */
    public static Conversation begin(Home home, Priority lane, String requestId, Map<String, ?> fields)
            throws IOException {
        Ids.require("request_id", requestId);
        ChainTail journal = ChainTail.from(home.journal(), ChainTail.size(home.journal()));
        var request = new java.util.LinkedHashMap<String, Object>(Map.of("request_id", requestId));
        request.putAll(fields);
        DurableFiles.publish(home.lane(lane).resolve(requestId + ".json"), Json.prettyBytes(request));
        return new Conversation(home, requestId, journal);
    }

    /**
     * Waits for the final result.
     *
     * @param each is told of every event of the home meanwhile
     * @throws DroverException when the request is refused, or not answered in time
     */
    public RequestResult await(Duration within, Consumer<Recorded> each) throws IOException, InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < within.toNanos()) {
            List<Recorded> news = new ArrayList<>();
            journal.poll(line -> true, line -> news.add(Journal.recorded(line)));
            news.forEach(each);
            for (Recorded recorded : news) {
                Event event = recorded.event();
                if (event instanceof Event.ResultPublished e && e.requestId().equals(requestId)) {
                    return Json.read(Files.readAllBytes(answer()), RequestResult.class);
                }
                if (event instanceof Event.RequestRefused e && e.file().equals(requestId + ".json")) {
                    throw new DroverException(
                            "the request was refused: " + e.error().message());
                }
            }
            TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
        }
        throw new DroverException("no answer to " + requestId + " came within " + within.toSeconds() + " s; see "
                + home.journal() + " and " + DaemonProcess.log(home));
    }

    /** Where the final result is. */
    public Path answer() {
        return home.outbox().resolve(requestId + ".json");
    }

    /** The result of one task, as its agent published it. */
    public static PacketResult resultOf(Home home, TaskReport task) throws IOException {
        Path file = home.root()
                .resolve(task.result()
                        .orElseThrow(() -> new DroverException("the task " + task.taskId() + " has no result; it is "
                                + task.state().wire())));
        return Json.read(Files.readAllBytes(file), PacketResult.class);
    }
}
