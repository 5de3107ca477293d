package dev.drover.council;

import dev.drover.model.Endpoint;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * Makes {@link Settings} of values that were checked against their schema. It names each by hand, since every process
 * that starts waits for it, and finding the names by reflection takes a tenth of a start.
 */
final class SettingsBinder {
    private final JsonNode tree;

    /** @param tree with every setting in its section */
    SettingsBinder(JsonNode tree) {
        this.tree = tree;
    }

    Settings settings() {
        return new Settings(
                orchestrator(at("orchestrator")),
                agents(at("agents")),
                bus(at("bus")),
                logs(at("logs")),
                retention(at("retention")),
                model(at("model")));
    }

    private static Settings.Orchestrator orchestrator(Section in) {
        return new Settings.Orchestrator(
                in.integer("max_concurrent_tasks"),
                in.integer("max_open_requests"),
                in.integer("task_timeout_seconds"),
                in.integer("retry_attempts"),
                in.number("retry_backoff_seconds"),
                in.value("learning_enabled").booleanValue(),
                in.number("learning_rate"),
                in.integer("conflict_resolution_timeout_seconds"),
                ConflictStrategy.of(in.value("conflict_resolution_strategy").stringValue()));
    }

    private static Settings.Agents agents(Section in) {
        return new Settings.Agents(
                in.integer("max"),
                in.integer("idle_seconds"),
                in.integer("health_check_interval_seconds"),
                in.integer("min_free_memory_mb"),
                in.texts("environment"));
    }

    private static Settings.Bus bus(Section in) {
        return new Settings.Bus(
                in.number("settle_seconds"),
                in.number("lease_seconds"),
                in.number("heartbeat_seconds"),
                in.number("rescan_seconds"),
                in.integer("max_message_bytes"),
                in.integer("max_tasks"),
                in.integer("min_free_mb"));
    }

    private static Settings.Logs logs(Section in) {
        return new Settings.Logs(
                in.whole("max_output_bytes"), in.whole("rotate_bytes"), in.integer("checkpoint_seconds"));
    }

    private static Settings.Retention retention(Section in) {
        return new Settings.Retention(in.integer("days"), in.whole("max_mb"));
    }

    private static Settings.Model model(Section in) {
        return new Settings.Model(
                in.value("enabled").booleanValue(),
                in.value("endpoint").stringValue(),
                Endpoint.Protocol.of(in.value("protocol").stringValue()),
                in.value("code").stringValue(),
                in.value("text").stringValue(),
                in.integer("context_tokens"),
                in.integer("first_word_seconds"),
                in.integer("answer_seconds"),
                in.integer("parallel"),
                in.integer("rounds"),
                in.whole("task_tokens"),
                in.whole("day_tokens"),
                in.number("task_dollars"),
                in.number("day_dollars"));
    }

    private Section at(String section) {
        return new Section(tree.required(section));
    }

    private record Section(JsonNode values) {
        JsonNode value(String name) {
            return values.required(name);
        }

        int integer(String name) {
            return Math.toIntExact(whole(name));
        }

        /** The schema takes 2.0 for a whole number too. */
        long whole(String name) {
            return value(name).decimalValue().longValueExact();
        }

        double number(String name) {
            return value(name).doubleValue();
        }

        List<String> texts(String name) {
            List<String> texts = new ArrayList<>();
            value(name).forEach(text -> texts.add(text.stringValue()));
            return texts;
        }
    }
}
