package dev.drover.council;

import dev.drover.council.LoadedSettings.Source;
import dev.drover.council.LoadedSettings.Value;
import dev.drover.message.DroverException;
import dev.drover.message.Schemas;
import dev.drover.message.Violation;
import dev.drover.model.Endpoint;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Lays the environment over the file over the defaults, and collects all that is wrong before it refuses. */
final class SettingsLoader {
    private record Given(JsonNode value, Source source) {}

    private static final String ENDPOINT = "model.endpoint";

    private final Path yaml;
    private final Map<String, String> environment;
    private final List<String> faults = new ArrayList<>();

    SettingsLoader(Path yaml, Map<String, String> environment) {
        this.yaml = yaml;
        this.environment = Map.copyOf(environment);
    }

    static Settings defaults() {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        SettingsTable.ALL.forEach(s -> values.put(s.key(), s.defaultValue()));
        return new SettingsBinder(tree(values)).settings();
    }

    LoadedSettings load() {
        Map<String, Given> fromFile = checked(fromFile());
        Map<String, Given> fromEnvironment = checked(fromEnvironment());
        Map<String, Given> all = new LinkedHashMap<>();
        for (Setting setting : SettingsTable.ALL) {
            all.put(setting.key(), new Given(setting.defaultValue(), new Source.Default()));
        }
        all.putAll(fromFile);
        all.putAll(fromEnvironment);
        refuseIfFaulty();
        Settings settings = new SettingsBinder(tree(values(all))).settings();
        leaseOutlivesHeartbeat(settings.bus(), all);
        refuseIfFaulty();
        return new LoadedSettings(
                settings,
                SettingsTable.ALL.stream().map(s -> shown(s, of(all, s.key()))).toList());
    }

    private Map<String, Given> fromFile() {
        SettingsYaml read = SettingsYaml.read(yaml.toString(), SettingsFile.text(yaml));
        faults.addAll(read.faults());
        Map<String, Given> given = new LinkedHashMap<>();
        read.entries()
                .forEach((key, entry) ->
                        given.put(key, new Given(entry.value(), new Source.File(yaml.toString(), entry.line()))));
        return given;
    }

    private Map<String, Given> fromEnvironment() {
        Map<String, Given> given = new LinkedHashMap<>();
        for (Setting setting : SettingsTable.ALL) {
            String text = environment.getOrDefault(setting.environment(), "").strip();
            if (!text.isEmpty()) {
                given.put(setting.key(), new Given(setting.parse(text), new Source.Environment(setting.environment())));
            }
        }
        return given;
    }

    /** Each source is checked by itself, so that a fault is named even where the other source overrides it. */
    private Map<String, Given> checked(Map<String, Given> given) {
        for (Violation violation : Schemas.check(Schemas.Name.SETTINGS, tree(values(given)))) {
            String[] steps = violation.pointer().split("/", -1);
            String key = steps[1] + "." + steps[2];
            Source source = of(given, key).source();
            faults.add(source.text() + ": " + key + violation.message().substring(key.length() + 1));
        }
        Optional.ofNullable(given.get(ENDPOINT)).ifPresent(this::checkEndpoint);
        return given;
    }

    /** Else it would be refused only by those who are about to ask the server. */
    private void checkEndpoint(Given given) {
        String address = given.value().asString("");
        if (address.isEmpty()) {
            return;
        }
        try {
            Endpoint.of(Endpoint.Protocol.OLLAMA, address);
        } catch (DroverException e) {
            faults.add(given.source().text() + ": " + ENDPOINT + ": " + e.getMessage());
        }
    }

    private void leaseOutlivesHeartbeat(Settings.Bus bus, Map<String, Given> given) {
        if (bus.leaseSeconds() < 2 * bus.heartbeatSeconds()) {
            faults.add(
                    "bus.lease_seconds (%s, %s) must be at least twice bus.heartbeat_seconds (%s, %s); for example %s"
                            .formatted(
                                    bus.leaseSeconds(),
                                    of(given, "bus.lease_seconds").source().text(),
                                    bus.heartbeatSeconds(),
                                    of(given, "bus.heartbeat_seconds").source().text(),
                                    6 * bus.heartbeatSeconds()));
        }
    }

    private void refuseIfFaulty() {
        if (!faults.isEmpty()) {
            throw new DroverException(
                    "the settings cannot be used; correct this and try again:\n  " + String.join("\n  ", faults));
        }
    }

    private static Given of(Map<String, Given> given, String key) {
        return Optional.ofNullable(given.get(key)).orElseThrow();
    }

    private static Map<String, JsonNode> values(Map<String, Given> given) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        given.forEach((key, value) -> values.put(key, value.value()));
        return values;
    }

    private static ObjectNode tree(Map<String, JsonNode> values) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        values.forEach((key, value) -> {
            Setting setting = SettingsTable.find(key).orElseThrow();
            tree.withObject("/" + setting.section()).set(setting.name(), value);
        });
        return tree;
    }

    private static Value shown(Setting setting, Given given) {
        return new Value(
                setting.key(),
                Setting.yaml(given.value()),
                Setting.yaml(setting.defaultValue()),
                given.source(),
                setting.environment(),
                setting.description());
    }
}
