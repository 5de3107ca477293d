package dev.drover.agent.specialist.testing;

import dev.drover.agent.specialist.Bench;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What the Python of the machine can import. */
final class PythonModules {
    private PythonModules() {}

    static boolean has(Bench bench, String module) throws IOException, InterruptedException {
        return bench.shell().has("python3")
                && bench.shell()
                                .run(List.of("python3", "-c", "import " + module), bench.workspace(), Map.of())
                                .exitCode()
                        == 0;
    }
}
