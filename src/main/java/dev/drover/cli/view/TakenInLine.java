package dev.drover.cli.view;

import dev.drover.bus.TakenIn;
import dev.drover.message.Ids;
import dev.drover.message.Request;
import java.time.Duration;
import java.time.Instant;

/**
 * A request that is being taken in, as people see it.
 *
 * @param seconds since it was taken out of the inbox
 */
public record TakenInLine(String requestId, String priority, String title, double seconds) {
    /** What stands now. */
    public static TakenInLine of(TakenIn taken, Instant now) {
        return new TakenInLine(
                Ids.printable(taken.requestId()),
                taken.name().lane().wire(),
                taken.request().flatMap(Request::userRequest).map(Text::line).orElse(""),
                Math.max(0, Duration.between(taken.since(), now).toMillis()) / 1000.0);
    }

    /** In one line of the terminal. */
    public String line(Style style) {
        String line = "taken in " + requestId + " (" + priority + "), for " + Text.seconds(seconds)
                + (title.isEmpty() ? "" : ": " + title);
        return Text.fit(line, style.width(), style.ellipsis());
    }
}
