package dev.drover.council;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.drover.council.LoadedSettings.Source;
import dev.drover.message.DroverException;
import dev.drover.message.Json;
import dev.drover.message.Schemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class SettingsTest {
    @TempDir
    private Path home;

    @Test
    void a_home_that_says_nothing_has_the_defaults() throws IOException {
        for (String yaml : List.of("", "# nothing\n", "agents:\n", "---\n")) {
            LoadedSettings loaded = load(yaml, Map.of());
            assertEquals(Settings.defaults(), loaded.settings());
            assertTrue(loaded.values().stream().allMatch(v -> v.source().equals(new Source.Default())));
        }
        assertEquals(
                Settings.defaults(),
                Settings.load(home.resolve("absent.yaml"), Map.of()).settings());
        assertEquals(10, Settings.defaults().orchestrator().maxConcurrentTasks());
        assertEquals(Duration.ofMinutes(10), Settings.defaults().orchestrator().taskTimeout());
        assertEquals(
                ConflictStrategy.ADAPTIVE, Settings.defaults().orchestrator().conflictResolutionStrategy());
        assertEquals(4_194_304, Settings.defaults().bus().maxMessageBytes());
    }

    @Test
    void the_environment_wins_over_the_file_and_the_file_over_the_default() throws IOException {
        LoadedSettings loaded = load(
                """
                orchestrator:
                  conflict_resolution_strategy: time
                  learning_enabled: false
                agents:
                  max: 4
                  idle_seconds: 5
                  environment: [JAVA_HOME]
                bus: { settle_seconds: 0.25 }
                """,
                Map.of(
                        "DROVER_MAX_AGENTS",
                        " 7 ",
                        "DROVER_AGENT_ENVIRONMENT",
                        "A, B,",
                        "AGENT_HEALTH_CHECK_INTERVAL",
                        ""));
        Settings settings = loaded.settings();
        assertEquals(7, settings.agents().max());
        assertEquals(List.of("A", "B"), settings.agents().environment());
        assertEquals(60, settings.agents().healthCheckIntervalSeconds());
        assertEquals(Duration.ofSeconds(5), settings.agents().idle());
        assertEquals(Duration.ofMillis(250), settings.bus().settle());
        assertEquals(ConflictStrategy.TIME, settings.orchestrator().conflictResolutionStrategy());
        assertEquals(false, settings.orchestrator().learningEnabled());
        Map<String, String> sources = new LinkedHashMap<>();
        loaded.values().stream()
                .filter(v -> !(v.source() instanceof Source.Default))
                .forEach(v -> sources.put(v.key() + "=" + v.value(), v.source().text()));
        assertEquals(
                Map.of(
                        "orchestrator.learning_enabled=false", file() + ":3",
                        "orchestrator.conflict_resolution_strategy=time", file() + ":2",
                        "agents.max=7", "environment DROVER_MAX_AGENTS",
                        "agents.idle_seconds=5", file() + ":6",
                        "agents.environment=[A, B]", "environment DROVER_AGENT_ENVIRONMENT",
                        "bus.settle_seconds=0.25", file() + ":8"),
                sources);
    }

    @Test
    void all_that_is_wrong_is_said_at_once_with_its_place_its_rule_and_an_example() throws IOException {
        assertEquals(
                List.of(
                        "the settings cannot be used; correct this and try again:",
                        "  " + file() + ":2: there is no setting agents.maxx; did you mean agents.max?",
                        "  " + file() + ":4: there is no setting orchestartor; did you mean orchestrator?",
                        "  " + file() + ":5: agents.max must be written as a section: 'agents: { max: 10 }'",
                        "  " + file() + ":3: agents.idle_seconds must be at least 1, but is 0; for example 300",
                        "  " + file() + ":7: bus.max_tasks must be at most 10000, but is 1000000; for example 1000",
                        "  environment DROVER_MAX_AGENTS: agents.max must be a whole number, but is \"many\"; for example 10"),
                refusal("""
                                agents:
                                  maxx: 4
                                  idle_seconds: 0
                                orchestartor: { retry_attempts: 1 }
                                agents.max: 3
                                bus:
                                  max_tasks: 1000000
                                """, Map.of("DROVER_MAX_AGENTS", "many")).lines().toList());
    }

    @Test
    void a_fault_in_the_file_is_named_even_where_the_environment_overrides_it() throws IOException {
        assertTrue(refusal("agents:\n  max: no\n", Map.of("DROVER_MAX_AGENTS", "3"))
                .contains(file() + ":2: agents.max must be a whole number"));
    }

    @Test
    void an_address_that_no_model_server_can_have_is_refused_by_its_key() throws IOException {
        String rule = " is no address of a model server; write it like http://localhost:11434, without a user, a query "
                + "or a fragment";
        assertEquals(
                List.of(
                        "the settings cannot be used; correct this and try again:",
                        "  " + file() + ":2: model.endpoint: 'ftp://x'" + rule,
                        "  environment DROVER_MODEL_ENDPOINT: model.endpoint: 'localhost:11434'" + rule),
                refusal("model:\n  endpoint: ftp://x\n", Map.of("DROVER_MODEL_ENDPOINT", "localhost:11434"))
                        .lines()
                        .toList());
        assertEquals(
                "https://box:8080/v1",
                load("model:\n  endpoint: https://box:8080/v1\n", Map.of())
                        .settings()
                        .model()
                        .endpoint());
    }

    @Test
    void a_lease_must_outlive_two_heartbeats() throws IOException {
        load("bus:\n  lease_seconds: 10\n", Map.of());
        assertEquals(
                "  bus.lease_seconds (9.5, " + file()
                        + ":2) must be at least twice bus.heartbeat_seconds (5.0, default);" + " for example 30.0",
                refusal("bus:\n  lease_seconds: 9.5\n", Map.of())
                        .lines()
                        .toList()
                        .getLast());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "agents:\\n  max: 3\\n  max: 4 | agents.max is there twice, first in line 2",
                "agents:\\n  max: | agents.max must be a whole number, but is null",
                "agents:\\n  max: 3.5 | agents.max must be a whole number, but is 3.5",
                "agents:\\n  max: {a: 1} | agents.max must be a whole number, but is an object",
                "agents:\\n  environment: [1] | agents.environment/0 must be text",
                "agents:\\n  environment: [A, A] | agents.environment must not have the same entry twice",
                "agents:\\n  environment: [\"A=B\"] | agents.environment/0 must be the name of an environment variable",
                "agents: 3 | agents is a section",
                "agents:\\n\\tmax: 3 | not YAML",
                "- agents | the file must hold sections",
                "agents: {max: 3}\\n---\\nagents: {max: 4} | a second document begins here",
                "agents: &a {max: 3} | anchors (&), aliases (*) and tags (!) are not used",
                "agents: *a | anchors (&), aliases (*) and tags (!) are not used",
                "agents: {max: !!int '3'} | anchors (&), aliases (*) and tags (!) are not used",
                "orchestrator: {learning_enabled: yes} | orchestrator.learning_enabled must be true or false",
                "orchestrator: {learning_rate: 1.1} | orchestrator.learning_rate must be at most 1",
                "orchestrator: {task_timeout_seconds: 3601} | orchestrator.task_timeout_seconds must be at most 3600",
                "bus: {settle_seconds: .inf} | bus.settle_seconds must be",
                "logs: {max_output_bytes: 0} | logs.max_output_bytes must be at least 1024"
            })
    void a_wrong_file_is_refused(String yaml, String expected) throws IOException {
        String refusal = refusal(yaml.replace("\\n", "\n").replace("\\t", "\t"), Map.of());
        assertTrue(refusal.contains(expected), refusal);
        assertTrue(refusal.lines().skip(1).allMatch(l -> l.startsWith("  " + file() + ":")), refusal);
    }

    @Test
    void what_is_not_a_small_text_file_is_refused() throws Exception {
        assertTrue(refusal("#".repeat(SettingsFile.MAX_BYTES + 1), Map.of()).contains("is larger than 262144 bytes"));
        load("#".repeat(SettingsFile.MAX_BYTES), Map.of());
        Path fifo = home.resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        for (Path odd : List.of(
                home,
                fifo,
                Files.createSymbolicLink(home.resolve("dangling"), home.resolve("nowhere")),
                Path.of("/dev/zero"))) {
            DroverException e = assertThrows(DroverException.class, () -> Settings.load(odd, Map.of()));
            assertTrue(String.valueOf(e.getMessage()).contains("is not a file that can be read"), e.getMessage());
        }
        Files.write(file(), new byte[] {'a', (byte) 0xE9, ':'});
        DroverException e = assertThrows(DroverException.class, () -> Settings.load(file(), Map.of()));
        assertTrue(String.valueOf(e.getMessage()).contains("byte 1 (0xe9) is not UTF-8"), e.getMessage());
    }

    @Test
    void a_file_that_an_editor_wrote_as_utf_16_is_understood() throws IOException {
        Files.write(file(), "\ufeffagents:\r\n  max: 3\r\n".getBytes(StandardCharsets.UTF_16LE));
        assertEquals(3, Settings.load(file(), Map.of()).settings().agents().max());
    }

    @Test
    void aliases_that_would_grow_without_bound_are_refused_at_the_first() throws IOException {
        var bomb = new StringBuilder("a: &a [x,x,x,x,x,x,x,x,x]\n");
        for (char c = 'b'; c <= 'z'; c++) {
            bomb.append(c).append(": &").append(c).append(" [");
            bomb.append(("*" + (char) (c - 1) + ",").repeat(9)).append("]\n");
        }
        assertTrue(refusal(bomb.toString(), Map.of()).contains("anchors (&)"));
        assertTrue(refusal("agents: " + "[".repeat(200_000), Map.of()).contains("nesting depth"));
        String number = refusal("agents: {max: " + "9".repeat(200_000) + "}", Map.of());
        assertTrue(number.length() < 1000, "a refusal must stay short, but has " + number.length());
    }

    @Test
    void thousands_of_mutated_files_are_read_or_refused_and_nothing_else() throws IOException {
        var random = new Random(20261121);
        String seed = uncommented(Settings.seed());
        String[] tokens = {
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            ",",
            ":",
            "\n",
            "\t",
            "- ",
            "? ",
            "&a ",
            "*a",
            "!!str ",
            "!x ",
            "<<: ",
            "---\n",
            "...\n",
            "|\n",
            ">-\n",
            "%YAML 9.9\n",
            "\u0000",
            "\u0085",
            "9".repeat(2000),
            "0x1",
            "1e999",
            "~",
            "#",
            "@",
            "`"
        };
        int read = 0;
        for (int round = 0; round < 3000; round++) {
            var text = new StringBuilder(seed);
            for (int edit = 0; edit <= random.nextInt(3); edit++) {
                int at = random.nextInt(text.length());
                if (random.nextBoolean()) {
                    text.insert(at, tokens[random.nextInt(tokens.length)]);
                } else {
                    text.delete(at, Math.min(text.length(), at + random.nextInt(30)));
                }
            }
            try {
                load(text.toString(), Map.of());
                read++;
            } catch (DroverException e) {
                assertTrue(String.valueOf(e.getMessage()).contains(file().toString()), e.getMessage());
            }
        }
        assertTrue(read > 100 && read < 2900, "the mutations are too wild or too tame: " + read);
    }

    @Test
    void the_schema_has_the_keys_the_defaults_and_the_meanings_of_the_table() {
        JsonNode sections = Json.tree(Schemas.text("settings")).path("properties");
        List<String> inSchema = new ArrayList<>();
        sections.properties().forEach(section -> {
            assertEquals(
                    SettingsTable.SECTIONS.get(section.getKey()),
                    section.getValue().path("description").asString());
            section.getValue()
                    .path("properties")
                    .propertyNames()
                    .forEach(n -> inSchema.add(section.getKey() + "." + n));
        });
        assertEquals(SettingsTable.ALL.stream().map(Setting::key).toList(), inSchema);
        for (Setting setting : SettingsTable.ALL) {
            JsonNode schema = sections.at("/" + setting.section() + "/properties/" + setting.name());
            assertEquals(setting.defaultValue(), schema.path("default"), setting.key());
            assertEquals(setting.description(), schema.path("description").asString());
        }
    }

    @Test
    void every_setting_has_a_variable_of_its_own() {
        assertEquals(
                SettingsTable.ALL.size(),
                new TreeSet<>(SettingsTable.ALL.stream()
                                .map(Setting::environment)
                                .toList())
                        .size());
    }

    @Test
    void every_default_can_be_given_by_its_variable() throws IOException {
        Map<String, String> environment = new LinkedHashMap<>();
        for (Setting setting : SettingsTable.ALL) {
            String value = Setting.yaml(setting.defaultValue());
            environment.put(setting.environment(), value.equals("[]") ? "," : value);
        }
        LoadedSettings loaded = load("", environment);
        assertEquals(Settings.defaults(), loaded.settings());
        assertTrue(loaded.values().stream().allMatch(v -> v.source() instanceof Source.Environment));
    }

    @Test
    void every_setting_arrives_under_its_own_name_and_nowhere_else() throws IOException {
        for (Setting setting : SettingsTable.ALL) {
            String value =
                    switch (setting.defaultValue().getNodeType()) {
                        case NUMBER -> another(setting);
                        case BOOLEAN -> "false";
                        case ARRAY -> "ONE,TWO";
                        default ->
                            switch (setting.key()) {
                                case "model.protocol" -> "openai";
                                case "model.endpoint" -> "http://time";
                                default -> "time";
                            };
                    };
            JsonNode expected = Json.mapper().valueToTree(Settings.defaults());
            ((ObjectNode) expected.required(setting.section())).set(setting.name(), setting.parse(value));
            Settings read = load("", Map.of(setting.environment(), value)).settings();
            assertEquals(Json.convert(expected, Settings.class), read, setting.key());
        }
    }

    private static String another(Setting setting) {
        double before = setting.defaultValue().doubleValue();
        boolean whole = setting.defaultValue().isIntegralNumber();
        return whole ? String.valueOf((long) before + 1) : String.valueOf(before * 2);
    }

    @Test
    void the_seed_file_says_every_default_and_changes_none() throws IOException {
        assertEquals(Settings.seed(), Files.readString(Path.of("council/drover.yaml")));
        assertEquals(Settings.defaults(), load(Settings.seed(), Map.of()).settings());
        LoadedSettings loaded = load(uncommented(Settings.seed()), Map.of());
        assertEquals(Settings.defaults(), loaded.settings());
        assertTrue(loaded.values().stream().allMatch(v -> v.source() instanceof Source.File));
    }

    @Test
    void a_repetition_waits_twice_as_long_as_the_one_before_and_at_most_a_minute() {
        Settings.Orchestrator orchestrator = Settings.defaults().orchestrator();
        assertEquals(Duration.ofSeconds(1), orchestrator.retryBackoff(1));
        assertEquals(Duration.ofSeconds(4), orchestrator.retryBackoff(3));
        assertEquals(Duration.ofSeconds(60), orchestrator.retryBackoff(7));
        assertEquals(Duration.ofSeconds(60), orchestrator.retryBackoff(Integer.MAX_VALUE));
    }

    private static String uncommented(String seed) {
        return seed.replaceAll("(?m)^  #(?=[a-z])", "  ");
    }

    private Path file() {
        return home.resolve("drover.yaml");
    }

    private LoadedSettings load(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(file(), yaml);
        return Settings.load(file(), environment);
    }

    private String refusal(String yaml, Map<String, String> environment) throws IOException {
        Files.writeString(file(), yaml);
        return String.valueOf(assertThrows(DroverException.class, () -> Settings.load(file(), environment))
                .getMessage());
    }
}
