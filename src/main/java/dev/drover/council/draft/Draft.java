package dev.drover.council.draft;

import dev.drover.bus.DurableFiles;
import dev.drover.council.AgentDefinition;
import dev.drover.council.AgentDefinitions;
import dev.drover.datafile.BrokenFileException;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * A definition that is not there yet.
 *
 * @param definition as it reads from the text, which has been tried
 * @param text of the file
 * @param origin who wrote the prompt, as a part of a sentence
 */
public record Draft(AgentDefinition definition, String text, String origin) {
    /** What needs no quotes in YAML, and looks like words and not like a number, a date or a mapping. */
    private static final Pattern UNQUOTED = Pattern.compile("[A-Za-z]+ [A-Za-z0-9 ,./()'_-]*[A-Za-z0-9.)]");

    /** The text does not say what was meant; the message says what it does instead. */
    static final class NotAsMeant extends Exception {
        private static final long serialVersionUID = 1L;

        NotAsMeant(String message) {
            super(message);
        }
    }

    /** Writes it, and reads it back as the daemon will: every key must say what was meant, and no other key anything. */
    static Draft of(Path folder, Wanted wanted, String name, String description, String prompt, String origin)
            throws NotAsMeant {
        var keys = new StringBuilder("---\nname: " + name + "\ndescription: " + quoted(description) + "\ntype: "
                + wanted.type() + "\ncapabilities: [" + String.join(", ", wanted.capabilities()) + "]\n");
        wanted.backend()
                .ifPresent(backend -> keys.append("backend: ").append(backend).append('\n'));
        wanted.model().ifPresent(model -> keys.append("model: ").append(model).append('\n'));
        String text = keys + "---\n" + prompt + "\n";
        AgentDefinition read;
        try {
            read = AgentDefinitions.read(folder, name + ".md", text);
        } catch (BrokenFileException e) {
            throw new NotAsMeant(e.in(name + ".md").toString());
        }
        boolean asMeant = read.name().equals(name)
                && read.description().equals(description)
                && read.type().equals(wanted.type())
                && read.capabilities().equals(wanted.capabilities())
                && read.backendName().equals(wanted.backend().orElse("builtin"))
                && read.model().equals(wanted.model())
                && read.command().isEmpty()
                && read.endpoint().isEmpty()
                && read.parameters().equals(AgentDefinition.Parameters.NONE)
                && read.limits().equals(AgentDefinition.Limits.NONE)
                && read.prompt().equals(prompt);
        if (!asMeant) {
            throw new NotAsMeant("read back, it does not say what was meant");
        }
        return new Draft(read, text, origin);
    }

    private static String quoted(String description) {
        return UNQUOTED.matcher(description).matches()
                ? description
                : new String(Json.bytes(description), StandardCharsets.UTF_8).strip();
    }

    /**
     * Publishes it, whole or not at all; what is there already is never replaced.
     *
     * @return the file
     * @throws DroverException when there is a file of that name
     */
    public Path publish(Path folder) throws IOException {
        Path file = folder.resolve(definition.file());
        try {
            DurableFiles.publishNew(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (FileAlreadyExistsException e) {
            throw new DroverException(taken(definition.name()), e);
        }
        return file;
    }

    static String taken(String name) {
        return "there is an agent '" + Ids.printable(name) + "' already, or a file council/agents/"
                + Ids.printable(name)
                + ".md, and it stays as it is; choose another --name, or edit the file or remove it";
    }
}
