package dev.drover.agent.specialist.coding;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.Shell;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The jars in which types that Java sources use are looked up: those that the param {@code classpath} names, else those
 * that an installed Maven finds in its local repository, else none.
 *
 * @param evidence of the command that was asked
 */
record JavaTypes(List<String> jars, List<Evidence> evidence) {
    private static final int MAX_OUTPUT_BYTES = 4 << 20;
    private static final String MARK = "Dependencies classpath:";

    JavaTypes {
        jars = List.copyOf(jars);
        evidence = List.copyOf(evidence);
    }

    static JavaTypes of(Assignment assignment) throws IOException, InterruptedException {
        String given = assignment.packet().params().getOrDefault("classpath", "");
        if (!given.isBlank()) {
            return new JavaTypes(existing(assignment.workspace(), given), List.of());
        }
        boolean maven = SafeFiles.isRegular(assignment.workspace().resolve("pom.xml"))
                && assignment.shell().has("mvn");
        return maven ? ofMaven(assignment) : new JavaTypes(List.of(), List.of());
    }

    /** Offline and without a word in the workspace; what Maven does not have yet stays unknown. */
    private static JavaTypes ofMaven(Assignment assignment) throws IOException, InterruptedException {
        Shell.Ran ran = assignment
                .shell()
                .run(
                        List.of("mvn", "-o", "-B", "--fail-never", "dependency:build-classpath"),
                        assignment.workspace(),
                        Map.of());
        if (ran.timedOut()) {
            throw new CommandTimedOut("mvn dependency:build-classpath", ran);
        }
        Set<String> jars = new LinkedHashSet<>();
        List<String> lines =
                SafeFiles.outputTail(ran.output(), MAX_OUTPUT_BYTES).lines().toList();
        for (int i = 0; i + 1 < lines.size(); i++) {
            if (lines.get(i).endsWith(MARK)) {
                jars.addAll(existing(assignment.workspace(), lines.get(i + 1)));
            }
        }
        return new JavaTypes(List.copyOf(jars), List.of(ran.evidence()));
    }

    private static List<String> existing(Path workspace, String classPath) {
        return List.of(classPath.strip().split(":")).stream()
                .filter(entry -> !entry.isBlank() && entry.indexOf('\0') < 0)
                .map(entry -> workspace.resolve(entry).normalize())
                .filter(Files::exists)
                .map(Path::toString)
                .toList();
    }
}
