package dev.drover.council.draft;

import dev.drover.council.AgentDefinitions;
import dev.drover.council.ModelAccess;
import dev.drover.message.DroverException;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes definitions for the folder of a home, and publishes none of them.
 *
 * @param folder {@code council/agents}
 * @param definitions what is there
 */
public record Author(Path folder, AgentDefinitions definitions) {
    /**
     * With a prompt from what comes with the program.
     *
     * @throws DroverException when the name is taken, or what is wanted makes no definition
     */
    public Draft builtIn(Wanted wanted) throws IOException {
        var names = new Names(folder, definitions);
        if (wanted.name().filter(name -> !names.isFree(name)).isPresent()) {
            throw new DroverException(Draft.taken(wanted.name().get()));
        }
        String name = wanted.name().orElseGet(() -> names.of(wanted.description(), wanted.type()));
        String prompt = BuiltInPrompts.of(wanted, name);
        try {
            return Draft.of(folder, wanted, name, wanted.description(), prompt, "from those that come with Drover");
        } catch (Draft.NotAsMeant e) {
            throw new DroverException("this makes no definition: " + e.getMessage(), e);
        }
    }

    /**
     * With name, description and prompt by the model for text; a name that the person gave stays.
     *
     * @throws NoDraft when none of its answers can be used
     * @throws InterruptedException when the calling thread was interrupted
     */
    public Draft byModel(Wanted wanted, ModelAccess access) throws NoDraft, IOException, InterruptedException {
        return new ModelAuthor(folder, new Names(folder, definitions), wanted, access).draft();
    }
}
