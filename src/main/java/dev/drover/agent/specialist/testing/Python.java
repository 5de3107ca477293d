package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The Python that a project is tested with, which is that of its virtual environment where it has one, and what of
 * interest can be imported there.
 */
record Python(String program, Set<String> modules) {
    private static final List<String> ENVIRONMENTS = List.of(".venv/bin/python", "venv/bin/python");
    private static final String PROBE = "import importlib.util as u; print('modules:', *(m for m in"
            + " ('pytest', 'pytest_cov', 'coverage') if u.find_spec(m)))";

    /** Empty when there is none. */
    static Optional<Python> of(Suite suite) throws IOException, InterruptedException {
        Optional<String> own = environment(suite);
        if (own.isEmpty() && !suite.has("python3")) {
            return Optional.empty();
        }
        String program = own.orElse("python3");
        Ran ran = suite.run(List.of(program, "-c", PROBE));
        if (ran.timedOut()) {
            throw new CommandTimedOut(program + " -c 'import pytest'", ran);
        }
        Set<String> modules = SafeFiles.outputTail(ran.output(), 64 << 10)
                .lines()
                .filter(line -> line.startsWith("modules:"))
                .map(line -> Set.of(line.substring("modules:".length()).strip().split(" ")))
                .findFirst()
                .orElse(Set.of());
        return Optional.of(new Python(program, modules));
    }

    /** The one in the project's folder, or in the nearest folder of the workspace above it. */
    private static Optional<String> environment(Suite suite) {
        Path workspace = suite.assignment().workspace();
        for (Path at = suite.folder(); at != null && at.startsWith(workspace); at = at.getParent()) {
            for (String path : ENVIRONMENTS) {
                if (Files.isExecutable(at.resolve(path))) {
                    return Optional.of(at.resolve(path).toString());
                }
            }
        }
        return Optional.empty();
    }

    boolean has(String module) {
        return modules.contains(module);
    }
}
