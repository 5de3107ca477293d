package dev.drover.agent.backend;

import dev.drover.council.Backend;
import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.datafile.YamlReader;
import dev.drover.message.Ids;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads one file of {@code council/backends}. */
final class DefinitionReader {
    private static final int MOST_SECONDS = 86_400;
    private static final int MOST_TURNS = 10_000;
    private static final Pattern VARIABLE = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Set for every run, so a file cannot. */
    private static final Set<String> OWN = Set.of("PATH", "HOME", "TMPDIR", "LANG", "PWD");

    private static final Set<String> KEYS = Set.of(
            "name",
            "program",
            "install",
            "version",
            "arguments",
            "stdin",
            "environment",
            "pass",
            "files",
            "limits",
            "output");

    private DefinitionReader() {}

    static Definition read(String file, String text) throws BrokenFileException {
        Yaml.Fields keys = YamlReader.read(text, 1).only(KEYS);
        Optional<Yaml.Fields> limits = keys.fields("limits");
        if (limits.isPresent()) {
            limits.get().only(Set.of("seconds", "turns"));
        }
        Optional<Integer> turns =
                limits.isEmpty() ? Optional.empty() : limits.get().number("turns", 1, MOST_TURNS);
        return new Definition(
                name(file, keys),
                program(keys),
                keys.text("install"),
                keys.texts("version"),
                PartReader.arguments(keys),
                promptOnStdin(keys),
                environment(keys),
                pass(keys),
                files(keys),
                limits.isEmpty() ? Optional.empty() : limits.get().number("seconds", 1, MOST_SECONDS),
                turns.map(OptionalInt::of).orElse(OptionalInt.empty()),
                OutputFormReader.read(keys));
    }

    /** Definitions of agents name it, and are held against the names of the files. */
    private static String name(String file, Yaml.Fields keys) throws BrokenFileException {
        String stem = file.replaceFirst("\\.[^.]*$", "");
        String name = keys.text("name").orElse(stem);
        if (!Ids.isValid(name)) {
            throw new BrokenFileException(
                    keys.lineOf("name"),
                    "'%s' is not a name; it must match %s".formatted(Ids.printable(name), Ids.RULE));
        }
        if (!name.equals(stem)) {
            throw new BrokenFileException(
                    keys.lineOf("name"),
                    "the name is '%s', so the file must be %s.yaml; rename one of them".formatted(name, name));
        }
        if (Arrays.stream(Backend.values()).anyMatch(own -> own.wire().equals(name))) {
            throw new BrokenFileException(
                    keys.lineOf("name"), "'" + name + "' is a backend of Drover itself; choose another name");
        }
        return name;
    }

    private static String program(Yaml.Fields keys) throws BrokenFileException {
        String program = keys.requiredText("program");
        if (program.contains("/") && !program.startsWith("/")) {
            throw new BrokenFileException(
                    keys.lineOf("program"), "name a program on the PATH, or its whole path from / on");
        }
        return program;
    }

    private static boolean promptOnStdin(Yaml.Fields keys) throws BrokenFileException {
        String stdin = keys.text("stdin").orElse("none");
        return switch (stdin) {
            case "prompt" -> true;
            case "none" -> false;
            default ->
                throw new BrokenFileException(
                        keys.lineOf("stdin"), "'%s' is neither none nor prompt".formatted(Ids.printable(stdin)));
        };
    }

    private static Map<String, Part> environment(Yaml.Fields keys) throws BrokenFileException {
        Map<String, Part> environment = PartReader.texts(keys, "environment");
        for (String name : environment.keySet()) {
            requireVariable(name, keys.lineOf("environment"));
        }
        return environment;
    }

    private static List<String> pass(Yaml.Fields keys) throws BrokenFileException {
        List<String> pass = keys.texts("pass");
        for (String name : pass) {
            requireVariable(name, keys.lineOf("pass"));
        }
        return pass;
    }

    private static void requireVariable(String name, int line) throws BrokenFileException {
        if (!VARIABLE.matcher(name).matches()) {
            throw new BrokenFileException(line, "'%s' is not the name of a variable".formatted(Ids.printable(name)));
        }
        if (OWN.contains(name) || name.startsWith("DROVER_")) {
            throw new BrokenFileException(line, "'%s' is set by Drover for every run; remove it".formatted(name));
        }
    }

    private static Map<String, Part> files(Yaml.Fields keys) throws BrokenFileException {
        var files = new LinkedHashMap<String, Part>();
        for (Map.Entry<String, Part> file : PartReader.texts(keys, "files").entrySet()) {
            files.put(pathBelowHome(file.getKey(), keys.lineOf("files")), file.getValue());
        }
        return files;
    }

    private static String pathBelowHome(String name, int line) throws BrokenFileException {
        try {
            Path path = Path.of(name);
            var parts = new ArrayList<String>();
            path.forEach(part -> parts.add(part.toString()));
            if (!name.isBlank() && !path.isAbsolute() && !parts.contains("..") && path.equals(path.normalize())) {
                return name;
            }
        } catch (InvalidPathException e) {
            throw notBelowHome(name, line);
        }
        throw notBelowHome(name, line);
    }

    private static BrokenFileException notBelowHome(String name, int line) {
        return new BrokenFileException(
                line,
                "'%s' is not a path below the program's HOME; write it like .config/x.json"
                        .formatted(Ids.printable(name)));
    }
}
