package dev.drover.agent.backend;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What one run has for itself: a HOME, a folder for temporary files, its prompt. */
record RunFolder(Path root) {
    private static final int MICRO = 6;

    static RunFolder create(Path scratch, String name) throws IOException {
        Files.createDirectories(scratch);
        var folder = new RunFolder(Files.createTempDirectory(scratch, name + "-"));
        Files.createDirectory(folder.home());
        Files.createDirectory(folder.temporary());
        return folder;
    }

    Path home() {
        return root.resolve("home");
    }

    Path temporary() {
        return root.resolve("tmp");
    }

    Path prompt() {
        return root.resolve("prompt.txt");
    }

    Path lastMessage() {
        return root.resolve("last-message.txt");
    }

    private Path schema() {
        return root.resolve("schema.json");
    }

    Map<Placeholder, String> values(Definition definition, CliTask task) {
        var values = new EnumMap<Placeholder, String>(Placeholder.class);
        // An argument that begins so would be taken for an option.
        values.put(Placeholder.PROMPT, task.prompt().startsWith("-") ? " " + task.prompt() : task.prompt());
        values.put(Placeholder.PROMPT_FILE, prompt().toString());
        values.put(Placeholder.WORKSPACE, task.workspace().toString());
        values.put(Placeholder.LAST_MESSAGE_FILE, lastMessage().toString());
        values.put(Placeholder.HOME, home().toString());
        task.model().ifPresent(model -> values.put(Placeholder.MODEL, model));
        task.endpoint().ifPresent(endpoint -> values.put(Placeholder.ENDPOINT, endpoint));
        definition.turns().ifPresent(most -> values.put(Placeholder.TURNS, Integer.toString(most)));
        task.microDollars()
                .ifPresent(most -> values.put(
                        Placeholder.DOLLARS, BigDecimal.valueOf(most, MICRO).toPlainString()));
        definition.output().schema().ifPresent(text -> values.put(Placeholder.SCHEMA_FILE, schema().toString()));
        return values;
    }

    /** Writes the prompt, the schema and the files of the definition. */
    void write(Definition definition, CliTask task, Map<Placeholder, String> values) throws IOException {
        write(prompt(), task.prompt());
        Optional<String> text = definition.output().schema();
        if (text.isPresent()) {
            write(schema(), text.get());
        }
        for (Map.Entry<String, Part> file : definition.files().entrySet()) {
            List<String> content = file.getValue().filled(values);
            if (!content.isEmpty()) {
                write(home().resolve(file.getKey()), content.getFirst());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        // Text may hold half a surrogate pair, which the strict writer would refuse.
        Files.write(file, text.getBytes(StandardCharsets.UTF_8), StandardOpenOption.CREATE_NEW);
    }

    /**
     * All that it finds in its environment, but for what the shell sets for every program.
     *
     * @param own the agent's environment
     */
    Map<String, String> environment(Definition definition, Map<Placeholder, String> values, Map<String, String> own) {
        var environment = new HashMap<String, String>();
        definition.environment().forEach((name, part) -> part.filled(values)
                .forEach(value -> environment.put(name, value)));
        for (String name : definition.pass()) {
            String value = own.get(name);
            if (value != null) {
                environment.put(name, value);
            }
        }
        environment.put("HOME", home().toString());
        environment.put("TMPDIR", temporary().toString());
        return environment;
    }
}
