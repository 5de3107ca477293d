package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.coding.rewrite.RewriteAnswer;
import dev.drover.agent.specialist.coding.rewrite.RewriteAnswer.Rewritten;
import dev.drover.agent.specialist.coding.rewrite.RewriteJob;
import dev.drover.agent.specialist.coding.text.EditRefused;
import dev.drover.agent.specialist.coding.tree.FileState;
import dev.drover.agent.specialist.coding.tree.Overlay;
import dev.drover.agent.specialist.coding.tree.Places;
import dev.drover.agent.specialist.coding.tree.Transaction;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.agent.specialist.support.WorkTree;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** Has a recipe work out changes, and takes them over as if they had been stated as edits. */
final class RewriteProposal {
    private static final List<String> KINDS = List.of(".java", ".xml", ".yml", ".yaml", ".properties");
    private static final int MAX_FILES = 20_000;
    private static final long MAX_FILE_BYTES = 4 << 20;
    private static final int MAX_DECLARATION_BYTES = 1 << 20;
    private static final int MAX_NAMED = 5;

    private final Assignment assignment;

    RewriteProposal(Assignment assignment) {
        this.assignment = assignment;
    }

    Proposal propose() throws IOException, InterruptedException {
        Map<String, String> params = assignment.packet().params();
        AskedRecipe asked = AskedRecipe.of(
                params, SafeFiles.readText(assignment.workspace().resolve("rewrite.yml"), MAX_DECLARATION_BYTES));
        int heap = heap(params.getOrDefault("heap_mb", "1024"));
        List<String> files = sources();
        JavaTypes types = asked.needsTypes() && files.stream().anyMatch(f -> f.endsWith(".java"))
                ? JavaTypes.of(assignment)
                : new JavaTypes(List.of(), List.of());
        Path answers = Objects.requireNonNull(assignment.artifacts().getParent())
                .resolve("." + assignment.packet().packetId() + ".rewrite");
        clear(answers);
        Files.createDirectories(answers);
        try {
            var job = new RewriteJob(
                    assignment.workspace().toString(),
                    files,
                    asked.yaml(),
                    asked.name(),
                    asked.options(),
                    types.jars(),
                    answers.toString());
            RewriteTool.Answered answered = RewriteTool.run(assignment, job, heap);
            RewriteAnswer answer = answered.answer();
            if (answer.refusal().isPresent()) {
                throw new EditRefused("The recipe " + asked.shown() + " changed nothing: "
                        + answer.refusal().get());
            }
            var evidence = new ArrayList<Evidence>(types.evidence());
            evidence.add(answered.evidence());
            return new Proposal(
                    changes(answer, answers).changes(),
                    "the recipe " + asked.shown(),
                    "Nothing matched: the recipe " + asked.shown()
                            + " found nothing to change, so no file was changed.",
                    evidence,
                    notes(asked, types, answer));
        } finally {
            clear(answers);
        }
    }

    private static int heap(String given) throws EditRefused {
        if (!given.matches("[0-9]{3,5}") || Integer.parseInt(given) < 256) {
            throw new EditRefused("The param heap_mb is a number of MiB from 256 to 99999, and not '" + given + "'");
        }
        return Integer.parseInt(given);
    }

    private List<String> sources() throws IOException, InterruptedException {
        var files = new ArrayList<String>();
        for (String name : WorkTree.list(assignment).files()) {
            if (KINDS.stream().anyMatch(name::endsWith)
                    && Files.size(assignment.workspace().resolve(name)) <= MAX_FILE_BYTES) {
                files.add(name);
            }
        }
        if (files.size() > MAX_FILES) {
            throw new EditRefused("The workspace has " + files.size() + " files that a recipe could change, and "
                    + MAX_FILES + " are the most; name a workspace further down");
        }
        return files;
    }

    private Overlay changes(RewriteAnswer answer, Path answers) throws IOException {
        Path bus = Objects.requireNonNull(assignment.surroundings().edits().getParent());
        var overlay = new Overlay(
                new Places(assignment.workspace(), assignment.packet().files(), bus));
        for (Rewritten file : answer.files()) {
            if (file.before().isPresent()) {
                requireUnchanged(overlay.get(file.before().get()), file);
            }
        }
        for (Rewritten file : answer.files()) {
            take(overlay, file, answers);
        }
        return overlay;
    }

    private static void requireUnchanged(FileState state, Rewritten file) throws IOException {
        if (!file.beforeSha256().equals(Optional.of(SafeFiles.sha256(state.content())))) {
            throw new Transaction.ChangedMeanwhile(
                    file.before().orElse("") + " was changed by someone else while the recipe ran");
        }
    }

    private static void take(Overlay overlay, Rewritten file, Path answers) throws IOException {
        if (file.after().isEmpty()) {
            overlay.delete(file.before().orElseThrow());
            return;
        }
        byte[] content = SafeFiles.read(answers.resolve(file.content().orElseThrow()), Places.MAX_BYTES)
                .orElseThrow(
                        () -> new EditRefused("The recipe made a file of more than " + Places.MAX_BYTES + " bytes"));
        String name = file.after().get();
        if (file.before().isPresent() && !file.before().get().equals(name)) {
            overlay.rename(file.before().get(), name);
        }
        overlay.put(name, overlay.find(name).map(s -> s.with(content)).orElseGet(() -> overlay.fresh(content)));
    }

    private static List<String> notes(AskedRecipe asked, JavaTypes types, RewriteAnswer answer) {
        var notes = new ArrayList<String>();
        String known = types.jars().isEmpty()
                ? " and no class path, so uses of types from libraries were not seen"
                : " and " + TrialOutcome.count(types.jars().size(), "jar") + " for their types";
        notes.add("It was given " + TrialOutcome.count(answer.parsed(), "file") + (asked.needsTypes() ? known : "")
                + ".");
        if (!answer.unread().isEmpty()) {
            List<String> some = answer.unread()
                    .subList(0, Math.min(MAX_NAMED, answer.unread().size()));
            notes.add(TrialOutcome.count(answer.unread().size(), "file") + " could not be read and "
                    + (answer.unread().size() == 1 ? "stays as it is" : "stay as they are") + ": "
                    + String.join(", ", some) + (some.size() < answer.unread().size() ? " and others" : "") + ".");
        }
        notes.addAll(answer.notes());
        return notes;
    }

    private static void clear(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> entries = Files.list(folder)) {
                for (Path entry : (Iterable<Path>) entries::iterator) {
                    Files.delete(entry);
                }
            }
            Files.delete(folder);
        }
    }
}
