package dev.drover.agent.specialist.review.engine;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** All engines and linters, in a fixed order. */
public final class Engines {
    private static final List<Linter> LINTERS =
            List.of(new Shellcheck(), new Ruff(), new Eslint(), new Golangci(), new Semgrep(), new Clippy());

    /** It builds the project, which nobody expects of a review. */
    private static final Set<String> ONLY_WHEN_ASKED = Set.of("clippy");

    private Engines() {}

    /** Their names, as tasks give them. */
    public static List<String> names() {
        var names = new ArrayList<>(List.of(PmdEngine.NAME.toLowerCase(Locale.ROOT)));
        LINTERS.forEach(linter -> names.add(linter.name()));
        return names;
    }

    /**
     * Runs those that have something to do here.
     *
     * @param wanted their names; empty for all but those that build the project
     */
    public static List<EngineRun> run(Subjects subjects, Optional<Set<String>> wanted)
            throws IOException, InterruptedException {
        var runs = new ArrayList<EngineRun>();
        if (isWanted(PmdEngine.NAME.toLowerCase(Locale.ROOT), wanted)) {
            new PmdEngine(subjects).run().ifPresent(runs::add);
        }
        for (Linter linter : LINTERS) {
            if (isWanted(linter.name(), wanted)) {
                new LinterRun(linter, subjects).run().ifPresent(runs::add);
            }
        }
        return runs;
    }

    private static boolean isWanted(String name, Optional<Set<String>> wanted) {
        return wanted.map(names -> names.contains(name)).orElse(!ONLY_WHEN_ASKED.contains(name));
    }
}
