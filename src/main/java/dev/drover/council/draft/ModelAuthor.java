package dev.drover.council.draft;

import dev.drover.council.Asker;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.message.Ids;
import dev.drover.message.Json;
import dev.drover.message.Limits;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.ModelException;
import dev.drover.model.NoObject;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import dev.drover.model.Sampling;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Has a model write a definition. An answer that cannot be used is sent back twice. */
final class ModelAuthor {
    private static final int QUESTIONS = 3;
    private static final int FEEDBACK = 100;
    private static final int EXAMPLE = 60;
    private static final int SHORTEST_PROMPT = 200;
    private static final int LONGEST_PROMPT = 8000;
    private static final String SPENT_FOR = "agents-new";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(?:-[a-z0-9]+)*");
    private static final int LONGEST_NAME = 40;

    private static final JsonNode SCHEMA = Json.tree("""
            {"type":"object","properties":{
              "name":{"type":"string"},
              "description":{"type":"string"},
              "prompt":{"type":"string"}},
             "required":["name","description","prompt"]}""");

    private static final String RULES = """
            You write the definition of an agent: a model that does one task at a time in one repository, with nobody to ask.
            Answer with one JSON object and nothing else:
            {"name": "a-short-name", "description": "one sentence on what it is for", "prompt": "its system prompt"}
            The name has small letters, digits and hyphens only. The description has one line of 10 to 300 characters.
            The prompt has 200 to 8000 characters of Markdown: "You are …", a list of what to do and of what never to do
            for each capability, checkable and concrete for its field, and last what to report. Nothing is true of the
            agent that is not said below; invent no tools and no rights.
            """;

    private final Path folder;
    private final Names names;
    private final Wanted wanted;
    private final ModelAccess access;

    ModelAuthor(Path folder, Names names, Wanted wanted, ModelAccess access) {
        this.folder = folder;
        this.names = names;
        this.wanted = wanted;
        this.access = access;
    }

    /** The answer cannot be used; the message tells the model what is wrong. */
    private static final class NotUsable extends Exception {
        private static final long serialVersionUID = 1L;

        NotUsable(String message) {
            super(message);
        }
    }

    Draft draft() throws NoDraft, IOException, InterruptedException {
        Settings.Model settings = access.settings();
        var sampling = Sampling.of(settings.contextTokens());
        String question = Long.toString(access.clock().millis());
        String problem = "";
        for (int asked = 0; asked < QUESTIONS; asked++) {
            Optional<String> limit = access.exceeded(Limits.NONE, SPENT_FOR, question);
            if (limit.isPresent()) {
                throw new NoDraft(limit.get());
            }
            try {
                return usable(access.ask(
                        new Asker(SPENT_FOR, question, "", Limits.NONE),
                        new Chat(
                                settings.text(),
                                prompt(problem).fit(sampling).turns(),
                                Optional.of(SCHEMA),
                                sampling)));
            } catch (ModelException e) {
                throw new NoDraft("it gave no answer: " + e.getMessage());
            } catch (NotUsable | NoObject | Draft.NotAsMeant e) {
                problem = Ids.printable(String.valueOf(e.getMessage()), 300);
            }
        }
        throw new NoDraft("of its " + QUESTIONS + " answers none could be used; of the last: " + problem);
    }

    private Prompt prompt(String problem) throws IOException {
        Prompt prompt = Prompt.of(
                RULES,
                "Wanted: " + wanted.description() + "\nField: " + wanted.type()
                        + "\nCapabilities that tasks ask it for: "
                        + String.join(", ", wanted.capabilities())
                        + wanted.name()
                                .map(name -> "\nIts name is " + name + ".")
                                .orElse(""));
        if (!problem.isEmpty()) {
            prompt.add(new Part("Your last answer cannot be used", problem, FEEDBACK));
        }
        return prompt.add(new Part(
                "A prompt that would do, to be made better for just this agent",
                BuiltInPrompts.of(wanted, wanted.name().orElse("agent")),
                EXAMPLE));
    }

    private Draft usable(ChatAnswer answer) throws NotUsable, NoObject, Draft.NotAsMeant {
        if (answer.cutOff()) {
            throw new NotUsable("It was cut off because it was too long. Write a shorter prompt.");
        }
        JsonNode tree = answer.object();
        String description = Prose.line(text(tree, "description"));
        if (!Prose.isDescription(description)) {
            throw new NotUsable("\"description\" must be one line of " + Prose.DESCRIPTION_LENGTHS
                    + " characters, with no control characters.");
        }
        String prompt = Prose.prompt(text(tree, "prompt"));
        if (prompt.length() < SHORTEST_PROMPT || prompt.length() > LONGEST_PROMPT) {
            throw new NotUsable("\"prompt\" has " + prompt.length() + " characters and must have from "
                    + SHORTEST_PROMPT + " to " + LONGEST_PROMPT + ".");
        }
        if (!Prose.isPlain(prompt)) {
            throw new NotUsable("\"prompt\" has control characters, or some that cannot be seen.");
        }
        return Draft.of(
                folder,
                wanted,
                name(tree),
                description,
                prompt,
                "by the model " + Ids.printable(access.settings().text()));
    }

    private String name(JsonNode tree) throws NotUsable {
        if (wanted.name().isPresent()) {
            return wanted.name().get();
        }
        String name = text(tree, "name");
        if (name.length() > LONGEST_NAME || !NAME.matcher(name).matches()) {
            throw new NotUsable("\"name\" must be small letters, digits and hyphens, at most " + LONGEST_NAME + ".");
        }
        if (!names.isFree(name)) {
            throw new NotUsable("The name \"" + name + "\" is taken; choose another.");
        }
        return name;
    }

    private static String text(JsonNode tree, String member) throws NotUsable {
        JsonNode value = tree.path(member);
        if (!value.isString()) {
            throw new NotUsable("It has no \"" + member + "\".");
        }
        return value.asString();
    }
}
