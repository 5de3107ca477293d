package dev.drover.daemon;

import dev.drover.bus.Home;
import dev.drover.master.core.Event;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** What the folder of a request says of it, as far as it can be read. */
record RequestHistory(Home home, String requestId) {
    /** The words of the request. */
    Optional<String> userRequest() {
        return accepted().flatMap(Event.RequestAccepted::userRequest);
    }

    /** The workspace that it names, as agents name it: with links resolved, while it is there. */
    Optional<String> workspace() {
        return accepted().flatMap(Event.RequestAccepted::workspace).map(RequestHistory::resolved);
    }

    private Optional<Event.RequestAccepted> accepted() {
        return TaskHistory.read(home.run(requestId).resolve("accepted.json"), Event.RequestAccepted.class);
    }

    private static String resolved(String workspace) {
        try {
            return Path.of(workspace).toRealPath().toString();
        } catch (IOException e) {
            return workspace;
        }
    }
}
