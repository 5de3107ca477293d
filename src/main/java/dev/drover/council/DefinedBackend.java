package dev.drover.council;

import dev.drover.datafile.BrokenFileException;
import dev.drover.datafile.Yaml;
import dev.drover.message.Ids;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a definition says under {@code backend}.
 *
 * @param cli the coding CLI that does what the built-in specialist does not
 */
record DefinedBackend(Backend backend, Optional<String> cli) {
    static DefinedBackend read(Yaml.Fields keys, Optional<String> command, Set<String> clis)
            throws BrokenFileException {
        requireInItsPlace(keys);
        String name = keys.text("backend").orElse(Backend.BUILTIN.wire());
        Optional<Backend> own = Arrays.stream(Backend.values())
                .filter(one -> one.wire().equals(name))
                .findFirst();
        if (own.isEmpty()) {
            return cli(keys, name, command, clis);
        }
        Backend backend = own.get();
        if (backend == Backend.COMMAND && command.isEmpty()) {
            throw new BrokenFileException(
                    keys.lineOf("backend"),
                    "the backend is 'command' but there is no 'command'; add the shell command");
        }
        if (backend == Backend.EXTERNAL && command.isPresent()) {
            throw new BrokenFileException(
                    keys.lineOf("command"),
                    "an external agent is run by people, so its command would never run; remove 'command' or 'backend'");
        }
        return new DefinedBackend(backend, Optional.empty());
    }

    private static DefinedBackend cli(Yaml.Fields keys, String name, Optional<String> command, Set<String> clis)
            throws BrokenFileException {
        if (!clis.contains(name)) {
            throw new BrokenFileException(
                    keys.lineOf("backend"),
                    "'%s' is not a backend; use builtin, command or external, or a coding CLI of council/backends (%s)"
                            .formatted(Ids.printable(name), clis.isEmpty() ? "none" : String.join(", ", clis)));
        }
        if (command.isPresent()) {
            throw new BrokenFileException(
                    keys.lineOf("command"),
                    "the backend '%s' does what needs a mind, so the command would never run; remove one of them"
                            .formatted(name));
        }
        return new DefinedBackend(Backend.BUILTIN, Optional.of(name));
    }

    /** A slip of the pen in this one key would have the built-in specialist do what the author meant for a command. */
    private static void requireInItsPlace(Yaml.Fields keys) throws BrokenFileException {
        if (keys.get("backend").isPresent() && keys.text("backend").isEmpty()) {
            throw new BrokenFileException(
                    keys.lineOf("backend"), "'backend' says nothing; use builtin, command or external, or remove it");
        }
        for (String key : keys.values().keySet()) {
            if (!key.equals("backend") && NearestKey.edits(key.toLowerCase(Locale.ROOT), "backend") <= 2) {
                throw new BrokenFileException(
                        keys.lineOf(key), "'" + Ids.printable(key) + "' is not a key here; did you mean 'backend'?");
            }
        }
    }
}
