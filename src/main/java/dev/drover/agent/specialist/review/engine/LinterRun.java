package dev.drover.agent.specialist.review.engine;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.review.rule.Hit;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;

/** One linter over its files, as many commands as their names take; not at all when nothing has changed since. */
final class LinterRun {
    /** Far below what the system allows for arguments, also where that is little. */
    private static final int MAX_ARGUMENT_CHARACTERS = 60_000;

    private static final int MAX_OUTPUT_BYTES = 64 << 20;

    private final Linter linter;
    private final Subjects subjects;

    LinterRun(Linter linter, Subjects subjects) {
        this.linter = linter;
        this.subjects = subjects;
    }

    /** What is kept of a run. */
    private record Kept(Map<String, List<Hit>> hits) {}

    /** Empty when there is nothing for it to do, or it is not installed. */
    Optional<EngineRun> run() throws IOException, InterruptedException {
        // A name that begins with '-' would be an option to a program that does not know '--'.
        List<String> files = linter.files(subjects).stream()
                .filter(file -> !file.startsWith("-"))
                .toList();
        Optional<String> program = files.isEmpty() ? Optional.empty() : linter.program(subjects);
        if (program.isEmpty()) {
            return Optional.empty();
        }
        String key = subjects.key(linter.name(), files);
        Optional<Kept> kept = subjects.cache().get(key, Kept.class);
        if (kept.isPresent()) {
            return Optional.of(new EngineRun(linter.name(), kept.get().hits(), List.of(), ""));
        }
        EngineRun run = commands(program.get(), files);
        if (run.problem().isEmpty()) {
            subjects.cache().put(key, new Kept(run.hits()));
        }
        return Optional.of(run);
    }

    private EngineRun commands(String program, List<String> files) throws IOException, InterruptedException {
        var evidence = new ArrayList<Evidence>();
        var said = new ArrayList<Subjects.Said>();
        for (List<String> part : parts(files)) {
            // Both output streams go to one file, and a warning must not become part of the answer.
            var command = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>/dev/null", "sh", program));
            command.addAll(linter.arguments(subjects, part));
            Ran ran = subjects.assignment()
                    .shell()
                    .run(command, subjects.assignment().workspace(), Map.of("LC_ALL", "C.UTF-8", "GOPROXY", "off"));
            evidence.add(ran.evidence());
            if (ran.timedOut()) {
                return EngineRun.failed(linter.name(), evidence, "the packet's time was over");
            }
            if (!linter.worked(ran.exitCode())) {
                return EngineRun.failed(linter.name(), evidence, "exit code " + ran.exitCode());
            }
            try {
                String output =
                        SafeFiles.readText(ran.output(), MAX_OUTPUT_BYTES).orElse("");
                said.addAll(linter.read(subjects, output));
            } catch (JacksonException e) {
                return EngineRun.failed(linter.name(), evidence, "its output is not what this version reads");
            }
        }
        return new EngineRun(linter.name(), subjects.hits(said), evidence, "");
    }

    private List<List<String>> parts(List<String> files) {
        // One that takes no list of files is run once.
        if (linter.arguments(subjects, files).stream().noneMatch(files.getFirst()::equals)) {
            return List.of(files);
        }
        var parts = new ArrayList<List<String>>();
        var part = new ArrayList<String>();
        int characters = 0;
        for (String file : files) {
            if (characters + file.length() > MAX_ARGUMENT_CHARACTERS && !part.isEmpty()) {
                parts.add(List.copyOf(part));
                part.clear();
                characters = 0;
            }
            part.add(file);
            characters += file.length() + 1;
        }
        parts.add(List.copyOf(part));
        return parts;
    }
}
