package dev.drover.agent.specialist.project;

import java.util.List;
import java.util.Optional;

/** One way in which a project is built, as its build file states it. */
public sealed interface BuildSystem
        permits MavenProject,
                GradleProject,
                NpmProject,
                PythonProject,
                GoProject,
                CargoProject,
                CmakeProject,
                MakeProject {
    /** What people call it, such as {@code Maven}. */
    String title();

    /** The build file, relative to the workspace. */
    String buildFile();

    Optional<String> name();

    Optional<String> description();

    /** Shell commands that build the project, in order; none when building is not a step of its own. */
    List<String> buildCommands();

    /** Shell commands that run its tests; none when there are no tests that could be found. */
    List<String> testCommands();

    /** Programs and main classes that the build file names. */
    List<EntryPoint> entryPoints();
}
