package dev.drover.agent.specialist.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The build files at the root of a workspace; there may be several kinds in one.
 *
 * @param problems build files that are there and cannot be understood, each as a sentence
 */
public record Project(
        Path root,
        Optional<MavenProject> maven,
        Optional<NpmProject> npm,
        Optional<PythonProject> python,
        Optional<MakeProject> make,
        List<String> problems) {
    public Project {
        problems = List.copyOf(problems);
    }

    public static Project read(Path root) throws IOException {
        var problems = new ArrayList<String>();
        return new Project(
                root,
                MavenProject.read(root, problems),
                NpmProject.read(root, problems),
                PythonProject.read(root),
                MakeProject.read(root),
                problems);
    }

    /** What was found, in the order in which a reader is told of it. */
    public List<BuildSystem> systems() {
        return Stream.<Optional<? extends BuildSystem>>of(maven, npm, python, make)
                .<BuildSystem>flatMap(Optional::stream)
                .toList();
    }
}
