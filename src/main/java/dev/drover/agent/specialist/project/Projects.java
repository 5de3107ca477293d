package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The projects of a workspace: the one at its root and, in a repository with several, those in folders below. What a
 * project above builds already, such as a module that its pom includes, is no project of its own; and neither is what
 * lies among its tests and examples, what was fetched or built, or a repository inside this one.
 */
public final class Projects {
    private static final int MAX_FOLDER_DEPTH = 4;
    private static final int MAX_FOLDERS = 20_000;
    private static final int MAX_PROJECTS = 50;

    private static final Set<String> BUILD_FILES = Set.of(
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "settings.gradle",
            "settings.gradle.kts",
            "package.json",
            "pyproject.toml",
            "setup.py",
            "setup.cfg",
            "tox.ini",
            "pytest.ini",
            "requirements.txt",
            "go.mod",
            "go.work",
            "Cargo.toml",
            "CMakeLists.txt",
            "GNUmakefile",
            "makefile",
            "Makefile");

    private Projects() {}

    /** All of them: the root's first, also when it has no build file, then the others by name. */
    public static List<Project> find(Path workspace) throws IOException {
        var visitor = new Visitor(workspace);
        Files.walkFileTree(workspace, EnumSet.noneOf(FileVisitOption.class), MAX_FOLDER_DEPTH + 1, visitor);
        var projects = new ArrayList<Project>();
        Map<Path, Project> known = new HashMap<>();
        visitor.projects.add(workspace);
        while (!visitor.projects.isEmpty()) {
            Path folder = visitor.projects.removeFirst();
            Project project = Project.read(folder, workspace);
            visitor.projects.addAll(project.apart());
            for (Path above = folder.getParent();
                    above != null && above.startsWith(workspace);
                    above = above.getParent()) {
                project = Optional.ofNullable(known.get(above))
                        .map(project::without)
                        .orElse(project);
            }
            if (folder.equals(workspace) || !project.systems().isEmpty()) {
                known.put(folder, project);
                projects.add(project);
            }
            if (projects.size() >= MAX_PROJECTS) {
                break;
            }
        }
        return List.copyOf(projects);
    }

    static boolean hasBuildFile(Path folder) {
        return BUILD_FILES.stream().anyMatch(name -> SafeFiles.isRegular(folder.resolve(name)));
    }

    /** Collects the folders with a build file. */
    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final Path workspace;
        private final TreeSet<Path> projects = new TreeSet<>();
        private int folders;

        Visitor(Path workspace) {
            this.workspace = workspace;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            boolean below = projects.stream().anyMatch(folder::startsWith);
            boolean enter = folder.equals(workspace)
                    || (Folders.mayHoldProject(folder, below) && !Files.exists(folder.resolve(".git")));
            if (!enter || ++folders > MAX_FOLDERS) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            if (hasBuildFile(folder)) {
                projects.add(folder);
            }
            return FileVisitResult.CONTINUE;
        }

        // A folder that cannot be opened holds nothing that could be built.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE;
        }
    }
}
