package dev.drover.agent.mind;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Outcome;
import dev.drover.agent.specialist.coding.Edits;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.coding.tree.Change;
import dev.drover.agent.specialist.coding.tree.Overlay;
import dev.drover.agent.specialist.coding.tree.Places;
import dev.drover.agent.specialist.coding.tree.PlainWrite;
import dev.drover.agent.specialist.git.RequestBranch;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.NoObject;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Has a model change files until the checks accept them: it is shown the task and what belongs to it, answers with edits,
 * they are made, the checks run, and what they say is told it in the next round. What they never accept is kept as a
 * patch. Needs no more of a model than that it keeps to a schema.
 */
final class EditLoop implements RequestBranch.Writer {
    private static final int FEEDBACK = 100;

    private final Mind mind;

    EditLoop(Mind mind) {
        this.mind = mind;
    }

    @Override
    public Outcome write(RequestBranch branch) throws IOException, InterruptedException {
        return new Rounds(branch).run();
    }

    /** The rounds of one task. Confined to one thread. */
    private final class Rounds {
        private final RequestBranch branch;
        private final Assignment assignment;
        private final Conversation conversation;
        private final Sources sources;
        private final Written written;
        private final Optional<Checks> known;
        private Optional<String> feedback = Optional.empty();
        private Optional<ChatAnswer> refused = Optional.empty();
        private Optional<CheckRun> lastRun = Optional.empty();

        Rounds(RequestBranch branch) throws IOException {
            this.branch = branch;
            this.assignment = branch.assignment();
            this.conversation = new Conversation(assignment, mind);
            this.sources = new Sources(
                    assignment,
                    assignment.packet().action() + "\n"
                            + assignment.packet().userRequest().orElse(""));
            this.written = new Written(branch, conversation);
            this.known = Checks.before(assignment);
        }

        Outcome run() throws IOException, InterruptedException {
            while (conversation.questions() < mind.rounds()) {
                Optional<String> limit = conversation.limit();
                if (limit.isPresent()) {
                    return written.stopped("budget", limit.get() + ".", lastRun, feedback);
                }
                Optional<Outcome> end;
                try {
                    end = round();
                } catch (ModelException e) {
                    return written.noAnswer(e, lastRun);
                } catch (Conversation.OutOfTime e) {
                    return written.outOfTime(e.getMessage(), lastRun);
                }
                if (end.isPresent()) {
                    return end.get();
                }
            }
            return written.stopped(
                    "round_budget",
                    "the budget of " + mind.rounds()
                            + " rounds is spent (model.rounds or limits.rounds of the agent's definition raises it).",
                    lastRun,
                    feedback);
        }

        /** One question, and what comes of its answer; empty when there is to be another round. */
        private Optional<Outcome> round()
                throws ModelException, Conversation.OutOfTime, IOException, InterruptedException {
            Fitted fitted = prompt().fit(mind.sampling());
            ChatAnswer answer = conversation.ask(
                    new Chat(mind.model(), fitted.turns(), Optional.of(EditAnswer.SCHEMA), mind.sampling()), fitted);
            try {
                EditAnswer wish = EditAnswer.of(answer);
                if (wish.edits().isEmpty() && !wish.see().isEmpty()) {
                    sources.show(wish.see());
                    return Optional.empty();
                }
                refused = Optional.empty();
                if (wish.edits().isEmpty()) {
                    feedback = Optional.of("Your answer had no edits, and asked to see nothing. Make the change.");
                    return Optional.empty();
                }
                return made(wish);
            } catch (EditAnswer.NotUsable | NoObject e) {
                refused = Optional.of(answer);
                feedback = Optional.of(
                        answer.cutOff()
                                ? "Your answer was cut off because it was too long. Make smaller edits; use replace."
                                : String.valueOf(e.getMessage()));
            } catch (EditRefused e) {
                refused = Optional.of(answer);
                feedback = Optional.of(String.valueOf(e.getMessage()));
            }
            return Optional.empty();
        }

        private Optional<Outcome> made(EditAnswer wish) throws IOException, InterruptedException {
            Path bus = Objects.requireNonNull(assignment.surroundings().edits().getParent());
            var overlay = new Overlay(
                    new Places(assignment.workspace(), assignment.packet().files(), bus));
            Edits.make(wish.edits(), overlay);
            List<Change> changes = overlay.changes();
            PlainWrite.make(assignment.workspace(), changes);
            sources.changed(changes.stream().map(Change::path).toList());
            RequestBranch.Staged staged = branch.stage();
            List<String> ignored =
                    branch.ignored().among(changes.stream().map(Change::path).toList());
            if (!ignored.isEmpty()) {
                List<String> stuck = branch.ignored().remove(ignored);
                if (!stuck.isEmpty()) {
                    return Optional.of(written.stuck(stuck));
                }
                branch.restore(staged);
                feedback = Optional.of("git ignores " + String.join(", ", ignored)
                        + ", so a change there would not be kept; make the change elsewhere.");
                return Optional.empty();
            }
            if (staged.paths().isEmpty()) {
                feedback = Optional.of("Your edits leave all files that git looks at as they were. Make the change.");
                return Optional.empty();
            }
            Checks checks = known.isPresent() ? known.get() : Checks.after(assignment, staged.paths());
            if (checks.commands().isEmpty()) {
                return Optional.of(written.unchecked(staged));
            }
            CheckRun run = CheckRun.of(branch, staged, checks);
            lastRun = Optional.of(run);
            if (run.refusal().isEmpty()) {
                return Optional.of(written.accepted(staged, checks, run, wish.summary()));
            }
            if (run.timedOut()) {
                return Optional.of(written.outOfTime("the checks had not ended", lastRun));
            }
            feedback = run.refusal();
            return Optional.empty();
        }

        private Prompt prompt() throws IOException, InterruptedException {
            Prompt prompt = Prompt.of(mind.prompt() + "\n\n" + EditAnswer.RULES, TaskText.of(assignment, known));
            refused.map(ChatAnswer::part).ifPresent(prompt::add);
            feedback.ifPresent(text -> prompt.add(new Part("What came of your last answer", text, FEEDBACK)));
            mind.background(assignment).forEach(prompt::add);
            sources.parts().forEach(prompt::add);
            return prompt;
        }
    }
}
