package dev.drover.council.draft;

import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a person says of an agent that is to be made.
 *
 * @param description in words; blanks and line ends are made one blank each
 * @param type the queue that it takes packets from
 * @param name its name, where the person gives it one
 * @param backend as a definition names it
 * @param model as the backend knows it
 */
public record Wanted(
        String description,
        String type,
        List<String> capabilities,
        Optional<String> name,
        Optional<String> backend,
        Optional<String> model) {
    static final int MOST_CAPABILITIES = 50;
    private static final Pattern MODEL = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/@+-]{0,199}");

    /**
     * Checks it.
     *
     * @throws DroverException when it cannot become a definition; says what to do
     */
    public Wanted {
        description = Prose.line(description);
        if (!Prose.isDescription(description)) {
            throw new DroverException("the description must say in " + Prose.DESCRIPTION_LENGTHS
                    + " characters what the agent is for, such as 'A specialist for Python testing'");
        }
        Ids.require("the domain", type);
        capabilities = capabilities.stream()
                .map(one -> Ids.require("the capability", one))
                .distinct()
                .toList();
        if (capabilities.isEmpty() || capabilities.size() > MOST_CAPABILITIES) {
            throw new DroverException(
                    "name from 1 to " + MOST_CAPABILITIES + " capabilities, with commas: tasks ask for one of them");
        }
        name.ifPresent(own -> Ids.require("the name", own));
        if (model.isPresent() && !MODEL.matcher(model.get()).matches()) {
            throw new DroverException("'" + Ids.printable(model.get()) + "' is not the name of a model");
        }
    }
}
