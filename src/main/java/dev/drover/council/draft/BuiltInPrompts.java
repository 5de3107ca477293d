package dev.drover.council.draft;

import dev.drover.message.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A prompt without a model: what the agent is for and which tasks it gets, and the duties of its domain as the definition
 * has them that comes with the program; for other domains, those that every agent has.
 */
final class BuiltInPrompts {
    private static final List<String> GENERAL = List.of(
            "- Read what there is before you begin, and do as the project already does.",
            "- Do what the task says and nothing beside it. Stay within the files it names.",
            "- Invent nothing: no file, option, host or credential. If something is missing, stop and name it.",
            "- Check your result by a command or against the source before you report it. If you could not, say so.",
            "- Take one step at a time. At the first failure that you cannot explain, stop and report it.",
            "- Never print, store or commit a secret. Never delete data that the task does not name.");
    private static final String GENERAL_END =
            "End with what you did, how you checked it, and what is left or uncertain. Claim nothing you did not check.";

    private BuiltInPrompts() {}

    static String of(Wanted wanted, String name) throws IOException {
        Optional<String> ofDomain = builtIn(wanted.type());
        String like = Prose.asRole(wanted.description());
        String who = like.isEmpty()
                ? "You are the agent '" + name + "'. What you are for: " + sentence(wanted.description())
                : "You are " + sentence(like);
        String tasks = wanted.capabilities().stream()
                .map(capability -> "- `" + capability + "`: " + CapabilityWords.of(capability))
                .collect(Collectors.joining("\n"));
        String duties = ofDomain.map(BuiltInPrompts::duties)
                .filter(text -> !text.isEmpty())
                .orElse(String.join("\n", GENERAL));
        String end = ofDomain.flatMap(BuiltInPrompts::end).orElse(GENERAL_END);
        return who + " You work on one task in one repository.\n\n"
                + "Each task asks you for one of these:\n\n" + tasks + "\n\n"
                + "How you work:\n\n" + duties + "\n"
                + "- What lies outside of what you are for, you do not do; you name it, so that another can.\n\n"
                + end;
    }

    private static String sentence(String words) {
        return words.matches(".*[.!?]$") ? words : words + ".";
    }

    private static String duties(String prompt) {
        return prompt.lines().filter(line -> line.startsWith("- ")).collect(Collectors.joining("\n"));
    }

    private static Optional<String> end(String prompt) {
        return prompt.lines().filter(line -> line.startsWith("End with ")).findFirst();
    }

    /** The file that comes with the program, not that of the home, which may say anything. */
    private static Optional<String> builtIn(String type) throws IOException {
        String resource = "/seed/council/agents/" + Ids.require("the domain", type) + ".md";
        try (InputStream in = BuiltInPrompts.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
