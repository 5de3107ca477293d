package dev.drover.agent.specialist.testing.result;

import dev.drover.message.Shortened;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One test case. Its texts are a stranger's: they are shortened, and characters that steer a terminal or that XML cannot
 * hold are replaced.
 *
 * @param owner the class, module or package that it belongs to; empty when its runner names none
 * @param name its name within the owner, in the form that its runner uses
 * @param message what it said when it failed or was skipped, shortened
 * @param detail a failed one's stack trace or output, shortened
 * @param place where it failed, when that is a file of the workspace
 * @param time how long it took, where that was told
 * @param origin what its runner needs besides the names to find it again, such as its file or module; may be empty
 */
public record TestCase(
        String owner,
        String name,
        End end,
        String message,
        String detail,
        Optional<Place> place,
        Optional<Duration> time,
        String origin) {
    private static final int MAX_NAME = 300;
    private static final int MAX_MESSAGE = 600;
    private static final int MAX_DETAIL = 4000;

    /** Control characters but tab and line feed, what turns the direction of text, halves of pairs, non-characters. */
    private static final Pattern UNPRINTABLE = Pattern.compile(
            "[\\x00-\\x08\\x0B-\\x1F\\x7F-\\x9F\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069\\x{D800}-\\x{DFFF}\\uFFFE\\uFFFF]");

    public TestCase {
        owner = Shortened.of(printable(owner).replace('\n', ' ').strip(), MAX_NAME);
        name = Shortened.of(printable(name).replace('\n', ' ').strip(), MAX_NAME);
        message = Shortened.of(printable(message).strip(), MAX_MESSAGE);
        detail = Shortened.of(printable(detail).strip(), MAX_DETAIL);
    }

    /** A failed one of which only the output tells. */
    public static TestCase failed(String name, String message, Optional<Place> place) {
        return new TestCase("", name, End.FAILED, message, "", place, Optional.empty(), "");
    }

    /** One that did not fail. */
    public static TestCase of(String owner, String name, End end, Optional<Duration> time) {
        return new TestCase(owner, name, end, "", "", Optional.empty(), time, "");
    }

    public TestCase from(String newOrigin) {
        return new TestCase(owner, name, end, message, detail, place, time, newOrigin);
    }

    public TestCase at(Optional<Place> newPlace) {
        return new TestCase(owner, name, end, message, detail, newPlace, time, origin);
    }

    public TestCase lasting(Optional<Duration> newTime) {
        return new TestCase(owner, name, end, message, detail, place, newTime, origin);
    }

    public TestCase ownedBy(String newOwner) {
        return new TestCase(newOwner, name, end, message, detail, place, time, origin);
    }

    /** Owner and name. */
    public String fullName() {
        return owner.isEmpty() ? name : name.isEmpty() ? owner : owner + "." + name;
    }

    /** A time in seconds as reports write it; what is no time is none. */
    static Optional<Duration> seconds(String text) {
        try {
            double seconds = Double.parseDouble(text.replace(",", ""));
            return seconds >= 0 && seconds < 1e8
                    ? Optional.of(Duration.ofNanos((long) (seconds * 1e9)))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    static String printable(String text) {
        return UNPRINTABLE.matcher(text).replaceAll("\uFFFD");
    }
}
