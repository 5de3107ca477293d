package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Artifact;
import dev.drover.message.Json;
import dev.drover.message.Shortened;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.NoObject;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * Has a model answer in words: an analysis, a design, an opinion. The answer is an artifact for people and for the tasks
 * after it; nothing that it says was checked, and the result says so.
 */
final class Advice {
    private static final String FILE = "answer.md";
    private static final int MOST_SUMMARY = 400;
    private static final int FEEDBACK = 100;

    private static final JsonNode SCHEMA = Json.tree("""
            {"type":"object","properties":{
              "see":{"type":"array","items":{"type":"string"}},
              "answer":{"type":"string"},
              "summary":{"type":"string"}},
             "required":["see","answer","summary"]}""");

    private static final String RULES = """
            Answer with one JSON object and nothing else:
            {"see": [], "answer": "your whole answer, in Markdown", "summary": "what it comes to, in one sentence"}
            "see" names files that you must read first (their paths) or words to search for; then leave the others empty.
            You change no files.
            """;

    private final Mind mind;
    private final Assignment assignment;

    Advice(Mind mind, Assignment assignment) {
        this.mind = mind;
        this.assignment = assignment;
    }

    Outcome give() throws IOException, InterruptedException {
        var conversation = new Conversation(assignment, mind);
        var sources = new Sources(
                assignment,
                assignment.packet().action() + "\n"
                        + assignment.packet().userRequest().orElse(""));
        Optional<String> feedback = Optional.empty();
        while (conversation.questions() < mind.rounds()) {
            Optional<String> limit = conversation.limit();
            if (limit.isPresent()) {
                return ended(
                        Outcome.failed("budget", "Not done: " + limit.get() + ".", false), conversation, List.of());
            }
            try {
                Fitted fitted = prompt(sources, feedback).fit(mind.sampling());
                ChatAnswer answer = conversation.ask(
                        new Chat(mind.model(), fitted.turns(), Optional.of(SCHEMA), mind.sampling()), fitted);
                JsonNode tree = answer.object();
                String text = tree.path("answer").asString("").strip();
                if (!text.isEmpty()) {
                    return answered(text, tree.path("summary").asString("").strip(), conversation);
                }
                var wishes = new ArrayList<String>();
                tree.path("see").forEach(wish -> wishes.add(wish.asString("")));
                sources.show(wishes);
                feedback = wishes.isEmpty() ? Optional.of("Your answer was empty. Answer now.") : Optional.empty();
            } catch (NoObject e) {
                feedback = Optional.of(e.getMessage());
            } catch (ModelException e) {
                return ended(Answers.none(e), conversation, List.of());
            } catch (Conversation.OutOfTime e) {
                return ended(Answers.late(e.getMessage()), conversation, List.of());
            }
        }
        return ended(
                Outcome.failed(
                        "round_budget",
                        "Not done: the budget of " + mind.rounds()
                                + " rounds is spent (model.rounds or limits.rounds of the agent's definition raises it), and no answer could be used.",
                        false),
                conversation,
                List.of());
    }

    private Prompt prompt(Sources sources, Optional<String> feedback) throws IOException, InterruptedException {
        Prompt prompt = Prompt.of(mind.prompt() + "\n\n" + RULES, TaskText.ofReading(assignment));
        feedback.ifPresent(text -> prompt.add(new Part("What was wrong with your last answer", text, FEEDBACK)));
        mind.background(assignment).forEach(prompt::add);
        sources.parts().forEach(prompt::add);
        return prompt;
    }

    private Outcome answered(String text, String summary, Conversation conversation) throws IOException {
        byte[] bytes = (text + "\n").getBytes(StandardCharsets.UTF_8);
        Files.write(assignment.artifacts().resolve(FILE), bytes);
        String said = summary.isEmpty() ? text : summary;
        return ended(
                Outcome.completed(mind.model() + " says (not checked; the whole is in " + FILE + "): "
                        + Shortened.of(said.replaceAll("[\\s\\p{Cntrl}]+", " "), MOST_SUMMARY) + conversation.given()),
                conversation,
                List.of(new Artifact(
                        FILE,
                        assignment.artifactsName() + "/" + FILE,
                        Optional.of(SafeFiles.sha256(bytes)),
                        Optional.of((long) bytes.length))));
    }

    private static Outcome ended(Outcome outcome, Conversation conversation, List<Artifact> more) throws IOException {
        var artifacts = new ArrayList<>(more);
        conversation.artifact().ifPresent(artifacts::add);
        return outcome.withArtifacts(artifacts).withUsage(conversation.usage());
    }
}
