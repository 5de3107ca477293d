package dev.drover.cli;

import dev.drover.cli.view.UnknownMembers;
import dev.drover.message.Json;
import dev.drover.message.MessageReader;
import dev.drover.message.MessageText;
import dev.drover.message.Messages;
import dev.drover.message.Parsed;
import dev.drover.message.Priority;
import dev.drover.message.Reading;
import dev.drover.message.Request;
import dev.drover.message.Ulid;
import dev.drover.message.Violation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ObjectNode;

/** A request that is put together from what a person gave. */
final class RequestDraft {
    private final String name;
    private final ObjectNode tree;
    private final Instant now;
    private final RandomGenerator random;

    /** What is dropped when nothing is set: byte for byte the same, so that a copy of the file counts as the same request. */
    private Optional<String> asGiven;

    /**
     * Begins with what was given.
     *
     * @param name of the source, for messages
     * @param json whether it must be JSON; else it may be plain words too
     */
    RequestDraft(String name, byte[] given, boolean json, Instant now, RandomGenerator random) {
        this.name = name;
        this.now = now;
        this.random = random;
        this.tree = tree(name, given, json);
        String text = new String(given, StandardCharsets.UTF_8);
        this.asGiven = Optional.of(text)
                .filter(t -> Arrays.equals(t.getBytes(StandardCharsets.UTF_8), given))
                .filter(t -> t.stripLeading().startsWith("{"));
    }

    private static ObjectNode tree(String name, byte[] given, boolean json) {
        return switch (MessageReader.read(given)) {
            case Reading.Complete complete -> complete.tree();
            case Reading.Incomplete incomplete -> {
                String text = MessageText.decode(given) instanceof MessageText.Text t
                        ? t.text().strip()
                        : "";
                if (json || text.isEmpty() || text.startsWith("{")) {
                    throw new WrongRequest(name + " is no request: " + incomplete.reason());
                }
                yield Json.mapper().createObjectNode().put("user_request", text);
            }
        };
    }

    void set(String member, String value) {
        tree.put(member, value);
        asGiven = Optional.empty();
    }

    void workspace(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new WrongRequest("--workspace: " + folder + " is not a folder; name one that exists");
        }
        set("workspace", folder.toAbsolutePath().normalize().toString());
    }

    /**
     * The whole request, checked.
     *
     * @throws WrongRequest when it breaks the rules for requests
     */
    Submission finish() {
        boolean newId = !tree.hasNonNull("request_id");
        if (newId) {
            set("request_id", "r-" + Ulid.next(now, random));
        }
        String json = asGiven.orElseGet(() -> Json.pretty(tree));
        return switch (Messages.request(json.getBytes(StandardCharsets.UTF_8))) {
            case Parsed.Incomplete<Request> incomplete ->
                throw new WrongRequest(name + " is no request: " + incomplete.reason());
            case Parsed.Invalid<Request> invalid ->
                throw new WrongRequest(name + " is no right request:\n"
                        + invalid.violations().stream()
                                .map(Violation::message)
                                .map(message -> "  " + message)
                                .collect(Collectors.joining("\n")));
            case Parsed.Valid<Request> valid -> {
                String id = valid.value().requestId().orElseThrow();
                String file = newId ? id + ".json" : id + "." + Ulid.next(now, random) + ".json";
                yield new Submission(
                        id,
                        valid.value().priority().orElse(Priority.NORMAL),
                        file,
                        valid.value().workspace().isPresent(),
                        json,
                        UnknownMembers.of(tree));
            }
        };
    }
}
