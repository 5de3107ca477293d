package dev.drover.cli.view;

import dev.drover.audit.ChainLine;
import dev.drover.message.Json;
import java.time.ZoneId;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** A line of an agents' log in words. */
public final class AgentLogText {
    private static final Set<String> SHOWN_ALREADY = Set.of("at", "agent_id", "action");

    private AgentLogText() {}

    public static String line(ChainLine line, ZoneId zone, Style style) {
        JsonNode node = Json.tree(line.text());
        JsonNode entry = node.path("entry");
        var text = new StringBuilder();
        if (entry.isObject()) {
            text.append(entry.path("action").asString(""));
            entry.properties().forEach(member -> {
                if (!SHOWN_ALREADY.contains(member.getKey())) {
                    JsonNode value = member.getValue();
                    text.append(' ')
                            .append(member.getKey())
                            .append('=')
                            .append(value.isString() ? value.asString() : value.toString());
                }
            });
        } else {
            text.append(node.path("text").asString(""));
        }
        String who = entry.path("agent_id").asString(node.path("source").asString(""));
        return style.paint(Paint.DIM, Text.time(line.at(), zone)) + "  " + Text.line(who) + "  "
                + Text.line(text.toString());
    }
}
