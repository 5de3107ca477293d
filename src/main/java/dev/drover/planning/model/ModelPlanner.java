package dev.drover.planning.model;

import dev.drover.council.Asker;
import dev.drover.council.ModelAccess;
import dev.drover.council.Settings;
import dev.drover.message.DroverException;
import dev.drover.message.Ids;
import dev.drover.message.Limits;
import dev.drover.message.Request;
import dev.drover.model.Chat;
import dev.drover.model.ChatAnswer;
import dev.drover.model.Fitted;
import dev.drover.model.ModelException;
import dev.drover.model.Part;
import dev.drover.model.Prompt;
import dev.drover.model.Sampling;
import dev.drover.planning.Capabilities;
import dev.drover.planning.Plan;
import dev.drover.planning.Planner;
import dev.drover.planning.Proposal;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Has a model plan. It chooses from what is there: capabilities that agents have and that change nothing that others see,
 * and commands by which the project itself is checked; so no command of a model's own ever runs. A plan that cannot be
 * run is sent back with what is wrong with it, twice at most. The same request, files, model and settings give the same
 * questions, with temperature 0 and a fixed seed.
 */
public final class ModelPlanner implements Planner {
    private static final int QUESTIONS = 3;
    private static final int FEEDBACK = 100;
    private static final int AGENTS = 90;
    private static final int FILES = 50;
    private static final int LONGEST = 2000;
    private static final int LONGEST_SHOWN = 1000;
    private static final Pattern FULL_STOP = Pattern.compile("\\.+$");

    private static final String SYSTEM = """
            You plan work for a group of software agents. Break the request into few tasks, each for one capability.
            Answer with one JSON object and nothing else:
            {"reason": "why so, in one sentence", "risk": "low, medium or high", "tasks": [
              {"task_id": "short-name", "capability": "one of the list", "action": "what to do, complete in itself",
               "dependencies": ["ids of tasks that must be done before"], "files": ["globs of files that it may change"],
               "acceptance": ["commands of the list that must succeed afterwards"]}]}
            Tasks that do not need each other have no dependency, so that they run at the same time; tasks that change the
            same files depend on each other. What tests or reviews a change depends on it. Review needs no files, and what
            changes no files has no acceptance.
            Leave "files" empty when you do not know them. Do what was asked and nothing beside it.
            """;

    private final Supplier<Optional<ModelAccess>> access;
    private final Function<Path, List<String>> checks;
    private final BiFunction<String, Optional<Path>, List<Part>> knowledge;
    private final IntSupplier mostTasks;

    /**
     * Plans with the model for code.
     *
     * @param access asked at each request, since settings change; empty when no model is to plan
     * @param checks commands by which the project in a folder is checked, by its real path
     * @param knowledge what is known of such work, by the words of the request and the real path of its workspace
     * @param mostTasks that one request may have; asked at each request too
     */
    public ModelPlanner(
            Supplier<Optional<ModelAccess>> access,
            Function<Path, List<String>> checks,
            BiFunction<String, Optional<Path>, List<Part>> knowledge,
            IntSupplier mostTasks) {
        this.access = access;
        this.checks = checks;
        this.knowledge = knowledge;
        this.mostTasks = mostTasks;
    }

    @Override
    public Proposal plan(Request request, Capabilities capabilities) {
        try {
            Optional<ModelAccess> server = access.get();
            return server.isPresent()
                    ? asked(request, capabilities, server.get())
                    : new Proposal.None(Optional.empty());
        } catch (ModelException e) {
            return none("it gave no answer: " + e.getMessage());
        } catch (IOException e) {
            return none("the workspace cannot be looked at: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw stopped(e);
        } catch (RuntimeException e) {
            // A lock of the ledger is given up by an interrupt, and looks as if the ledger could not be used.
            if (Thread.currentThread().isInterrupted()) {
                throw stopped(e);
            }
            return none("it cannot be asked: " + (e instanceof DroverException ? e.getMessage() : e));
        }
    }

    @Override
    public boolean isOn() {
        try {
            return access.get().isPresent();
        } catch (DroverException e) {
            // What is wrong with it is told when it is asked; it is wanted.
            return true;
        }
    }

    private static DroverException stopped(Exception e) {
        return new DroverException("stopped while a model planned; the request is planned anew at the next start", e);
    }

    private static Proposal none(String why) {
        return new Proposal.None(
                Optional.of("No model planned this: " + withoutStop(Ids.printable(why, LONGEST)) + "."));
    }

    private static String withoutStop(String sentence) {
        return FULL_STOP.matcher(sentence).replaceAll("");
    }

    private Proposal asked(Request request, Capabilities capabilities, ModelAccess server)
            throws ModelException, IOException, InterruptedException {
        String id = request.requestId().orElse("");
        Limits limits = request.limits().orElse(Limits.NONE);
        Settings.Model settings = server.settings();
        Optional<Path> workspace = real(request.workspace());
        List<String> choosable = List.copyOf(capabilities.choosable());
        Optional<String> barred = request.requiredCapabilities().stream()
                .filter(capability -> !choosable.contains(capability))
                .findFirst();
        if (barred.isPresent()) {
            return none("it may not choose '" + barred.get() + "', which the request requires");
        }
        List<Part> given = knowledge.apply(request.userRequest().orElse(""), workspace);
        var offer = new PlanAnswer.Offer(
                choosable,
                request.requiredCapabilities().stream().distinct().toList(),
                workspace.map(checks).orElse(List.of()),
                mostTasks.getAsInt());
        var sampling = Sampling.of(settings.contextTokens());
        List<String> problems = List.of();
        List<Part> feedback = List.of();
        for (int question = 1; question <= QUESTIONS; question++) {
            Optional<String> limit = server.exceeded(limits, id, "");
            if (limit.isPresent()) {
                return none(limit.get());
            }
            Fitted fitted = prompt(request, capabilities, offer, feedback, given, workspace)
                    .fit(sampling);
            ChatAnswer answer = server.ask(
                    new Asker(id, "", "", limits),
                    new Chat(settings.code(), fitted.turns(), Optional.of(offer.schema()), sampling));
            PlanAnswer plan = PlanAnswer.of(answer, offer, capabilities, workspace);
            if (plan.problems().isEmpty()) {
                return new Proposal.Made(new Plan(
                        Optional.empty(),
                        "Planned by the model " + settings.code() + " (risk: " + plan.risk() + "): "
                                + withoutStop(withoutStop(plan.reason()) + "." + shown(given, fitted)),
                        plan.tasks()));
            }
            problems = plan.problems();
            feedback = List.of(
                    answer.part(), new Part("Your last plan cannot be run", String.join("\n", problems), FEEDBACK));
        }
        return none("what it planned could not be run after " + QUESTIONS + " tries: " + String.join(" ", problems));
    }

    private static Optional<Path> real(Optional<String> workspace) throws IOException {
        return workspace.isPresent() ? Optional.of(Path.of(workspace.get()).toRealPath()) : Optional.empty();
    }

    /** What of the knowledge the model was given, and what of its question had no room. */
    private static String shown(List<Part> knowledge, Fitted fitted) {
        List<Part> given = knowledge.stream()
                .filter(part -> !fitted.leftOut().contains(part))
                .toList();
        String missing = fitted.cut().isEmpty()
                ? ""
                : " Its window had no room for all: " + String.join("; ", fitted.cut()) + ".";
        return Ids.printable(Part.given(given), LONGEST_SHOWN) + Ids.printable(missing, LONGEST_SHOWN);
    }

    private static Prompt prompt(
            Request request,
            Capabilities capabilities,
            PlanAnswer.Offer offer,
            List<Part> feedback,
            List<Part> given,
            Optional<Path> workspace)
            throws IOException {
        Prompt prompt = Prompt.of(SYSTEM, "Request: " + request.userRequest().orElse(""));
        feedback.forEach(prompt::add);
        if (!offer.required().isEmpty()) {
            prompt.add(new Part(
                    "Capabilities that the request requires, one task at least for each",
                    String.join(", ", offer.required()),
                    AGENTS));
        }
        prompt.add(new Part("Capabilities, by the type of agent that has them", agents(capabilities, offer), AGENTS));
        prompt.add(new Part(
                "Commands for acceptance",
                offer.checks().isEmpty() ? "none; leave acceptance empty" : String.join("\n", offer.checks()),
                AGENTS));
        given.forEach(prompt::add);
        if (workspace.isPresent()) {
            prompt.add(new Part("Files of the project", WorkspaceMap.of(workspace.get()), FILES));
        }
        return prompt;
    }

    private static String agents(Capabilities capabilities, PlanAnswer.Offer offer) {
        var lines = new StringBuilder();
        for (String type : capabilities.types()) {
            List<String> own = offer.capabilities().stream()
                    .filter(capability -> capabilities.typeFor(capability).equals(Optional.of(type)))
                    .toList();
            if (!own.isEmpty()) {
                lines.append(type).append(": ").append(String.join(", ", own)).append('\n');
            }
        }
        return lines.toString();
    }
}
