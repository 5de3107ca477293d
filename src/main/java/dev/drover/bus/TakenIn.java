package dev.drover.bus;

import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Request;
import dev.drover.message.Ulid;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * A request that was taken out of the inbox and is not in the journal yet: it is being read, and a model may be planning
 * it.
 *
 * @param request empty when the file is no request, or larger than anybody looks at here
 */
public record TakenIn(Path file, IntakeFile name, Optional<Request> request) {
    private static final int MAX_BYTES = 64 << 20;

    /** All of a home, in the order in which they were taken out of the inbox. */
    public static List<TakenIn> list(Home home) throws IOException {
        List<TakenIn> all = new ArrayList<>();
        for (Path file : Folders.list(home.intake())) {
            Optional<IntakeFile> name = IntakeFile.of(file);
            if (name.isPresent()) {
                all.add(of(file, name.get()));
            }
        }
        all.sort(Comparator.comparing(taken -> taken.name().ulid()));
        return List.copyOf(all);
    }

    /** Reads one of them. */
    public static TakenIn of(Path file, IntakeFile name) {
        return new TakenIn(file, name, read(file));
    }

    private static Optional<Request> read(Path file) {
        try {
            return SmallFile.read(file, MAX_BYTES)
                    .map(Messages::request)
                    .flatMap(parsed -> parsed instanceof Parsed.Valid<Request> valid
                            ? Optional.of(valid.value())
                            : Optional.empty());
        } catch (IOException e) {
            // It is where it belongs by now, or cannot be read by anybody.
            return Optional.empty();
        }
    }

    /** The id that it has, or is going to have. */
    public String requestId() {
        return request.flatMap(Request::requestId).orElseGet(() -> idOf(name.ulid()));
    }

    /** When it was taken out of the inbox. */
    public Instant since() {
        return Ulid.time(name.ulid());
    }

    /** The id of a request that names none. */
    public static String idOf(String ulid) {
        return "r-" + ulid;
    }
}
