package dev.drover.agent.specialist.project;

import dev.drover.agent.specialist.support.SafeFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What installs the packages of a {@code package.json} and runs its scripts. */
public enum PackageManager {
    NPM("npm"),
    PNPM("pnpm"),
    YARN("yarn");

    private final String program;

    PackageManager(String program) {
        this.program = program;
    }

    /** Files that it leaves, and only it. */
    private List<String> locks() {
        return switch (this) {
            case NPM -> List.of("package-lock.json", "npm-shrinkwrap.json");
            case PNPM -> List.of("pnpm-lock.yaml", "pnpm-workspace.yaml");
            case YARN -> List.of("yarn.lock", ".yarnrc.yml");
        };
    }

    public String program() {
        return program;
    }

    /**
     * The one that a project uses: what its {@code packageManager} names, else the one whose lock file stands in the
     * folder or in the nearest folder above it, up to the workspace's; else npm.
     */
    static PackageManager of(Optional<String> named, Path folder, Path workspace) {
        for (PackageManager manager : values()) {
            if (named.filter(name -> name.startsWith(manager.program + "@")).isPresent()) {
                return manager;
            }
        }
        for (Path at = folder; at != null && at.startsWith(workspace); at = at.getParent()) {
            for (PackageManager manager : List.of(PNPM, YARN, NPM)) {
                Path here = at;
                if (manager.locks().stream().anyMatch(lock -> SafeFiles.isRegular(here.resolve(lock)))) {
                    return manager;
                }
            }
        }
        return NPM;
    }
}
