package dev.drover.cli.view;

import dev.drover.bus.Home;
import dev.drover.bus.SmallFile;
import dev.drover.council.NearestKey;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.MessageReader;
import dev.drover.message.Reading;
import dev.drover.message.Schemas;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The members of a request that the protocol does not know. It ignores them, so that newer requests can be read; a person
 * who mistyped a name wants to hear of it all the same.
 */
public final class UnknownMembers {
    private static final int MOST = 20;
    private static final int MOST_BYTES = 64 * 1024 * 1024;
    private static final int SHARED_BEGINNING = 4;

    private final JsonNode schema = Json.tree(Schemas.text(Schemas.Name.REQUEST));
    private final List<String> found = new ArrayList<>();

    private UnknownMembers() {}

    /** A sentence for each, with its place and the name that may have been meant; at most {@value #MOST}. */
    public static List<String> of(JsonNode request) {
        var members = new UnknownMembers();
        members.look("", request, members.schema);
        return List.copyOf(members.found);
    }

    /** Those of a request that was taken in, as its run folder keeps it; none when the file cannot be read. */
    static List<String> of(Home home, String requestId) {
        try {
            return SmallFile.read(home.run(requestId).resolve("request.json"), MOST_BYTES)
                    .map(bytes -> MessageReader.read(bytes) instanceof Reading.Complete complete
                            ? of(complete.tree())
                            : List.<String>of())
                    .orElse(List.of());
        } catch (IOException e) {
            return List.of();
        }
    }

    private void look(String at, JsonNode value, JsonNode rules) {
        if (found.size() >= MOST) {
            return;
        }
        if (rules.has("$ref")) {
            look(at, value, schema.at(rules.path("$ref").asString().substring(1)));
        } else if (value.isArray()) {
            for (int i = 0; i < value.size(); i++) {
                look(at + "/" + i, value.get(i), rules.path("items"));
            }
        } else if (value.isObject() && rules.has("properties")) {
            JsonNode known = rules.path("properties");
            for (Map.Entry<String, JsonNode> member : value.properties()) {
                if (known.has(member.getKey())) {
                    look(at + "/" + member.getKey(), member.getValue(), known.path(member.getKey()));
                } else if (found.size() < MOST) {
                    found.add(sentence(at, member.getKey(), List.copyOf(known.propertyNames())));
                }
            }
        }
    }

    private static String sentence(String at, String name, List<String> known) {
        return (at.isEmpty() ? "the request" : at) + " has the unknown member '" + Ids.printable(name, 80)
                + "', which is ignored"
                + meant(name, known).map(key -> "; did you mean " + key + "?").orElse("");
    }

    private static Optional<String> meant(String name, List<String> known) {
        List<String> near = known.stream().filter(key -> isNear(name, key)).toList();
        return near.isEmpty() ? Optional.empty() : Optional.of(NearestKey.to(name, near));
    }

    /** A slip of the keyboard, another form of the same word, or its last part. */
    private static boolean isNear(String name, String key) {
        return NearestKey.edits(name, key) <= Math.max(1, Math.min(name.length(), key.length()) / 3)
                || (name.length() >= SHARED_BEGINNING && key.regionMatches(0, name, 0, SHARED_BEGINNING))
                || key.endsWith("_" + name);
    }
}
