package dev.drover.agent.specialist.project;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The build files in one folder, mostly the root of a workspace; there may be several kinds in one.
 *
 * @param apart folders below with Python tests that are run in them, as projects of their own
 * @param problems build files that are there and cannot be understood, each as a sentence
 */
public record Project(
        Path root,
        Optional<MavenProject> maven,
        Optional<GradleProject> gradle,
        Optional<NpmProject> npm,
        Optional<PythonProject> python,
        Optional<GoProject> go,
        Optional<CargoProject> cargo,
        Optional<CmakeProject> cmake,
        Optional<MakeProject> make,
        List<Path> apart,
        List<String> problems) {
    public Project {
        apart = List.copyOf(apart);
        problems = List.copyOf(problems);
    }

    /** The project at the root of a workspace. */
    public static Project read(Path root) throws IOException {
        return read(root, root);
    }

    /**
     * The project in a folder of a workspace.
     *
     * @param workspace the folder itself or one above it; what holds for all projects in it, such as a lock file, may
     *     stand there
     */
    static Project read(Path folder, Path workspace) throws IOException {
        var problems = new ArrayList<String>();
        PythonSetup python = PythonSetup.read(folder);
        PythonTests tests = PythonTests.find(python);
        return new Project(
                folder,
                MavenProject.read(folder, problems),
                GradleProject.read(folder),
                NpmProject.read(folder, workspace, problems),
                PythonProject.read(python, tests),
                GoProject.read(folder),
                CargoProject.read(folder),
                CmakeProject.read(folder),
                MakeProject.read(folder),
                tests.apart().stream().map(folder::resolve).toList(),
                problems);
    }

    /** What was found, in the order in which a reader is told of it. */
    public List<BuildSystem> systems() {
        return Stream.<Optional<? extends BuildSystem>>of(maven, gradle, npm, python, go, cargo, cmake, make)
                .<BuildSystem>flatMap(Optional::stream)
                .toList();
    }

    /** Without what a project above it builds and tests already. */
    Project without(Project above) {
        boolean python = above.python.filter(PythonProject::hasTests).isPresent()
                && above.apart.stream().noneMatch(root::startsWith);
        boolean npm = above.npm.filter(n -> n.workspaces() && n.hasTests()).isPresent();
        boolean cargo = above.cargo.filter(CargoProject::workspace).isPresent();
        boolean make = above.make.flatMap(MakeProject::testTarget).isPresent();
        return new Project(
                root,
                above.maven.isPresent() ? Optional.empty() : maven,
                above.gradle.isPresent() ? Optional.empty() : gradle,
                npm ? Optional.empty() : this.npm,
                python ? Optional.empty() : this.python,
                above.goWork() ? Optional.empty() : go,
                cargo ? Optional.empty() : this.cargo,
                above.cmake.isPresent() ? Optional.empty() : cmake,
                make ? Optional.empty() : this.make,
                apart,
                problems);
    }

    private boolean goWork() {
        return go.filter(g -> !g.members().isEmpty()).isPresent();
    }
}
