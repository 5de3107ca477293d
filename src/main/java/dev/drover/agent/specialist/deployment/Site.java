package dev.drover.agent.specialist.deployment;

import dev.drover.agent.specialist.deployment.DeployFile.Environment;
import dev.drover.agent.specialist.deployment.DeployFile.Target;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder of an environment: its releases, its log and its lock, and for a local target the link {@code current}. */
record Site(Environment environment, Path folder) {
    private static final String OWN = ".drover/deployments";

    /** Where it is, or will be. */
    static Site of(Environment environment, Path workspace) {
        return new Site(
                environment,
                switch (environment.target()) {
                    case Target.Local local -> workspace.resolve(local.folder()).normalize();
                    case Target.Commands commands -> workspace.resolve(OWN).resolve(environment.name());
                });
    }

    /** The same, ready to be deployed to. */
    static Site opened(Environment environment, Path workspace) throws IOException {
        Site site = of(environment, workspace);
        site.open(workspace);
        return site;
    }

    ReleaseStore releases() {
        return new ReleaseStore(folder.resolve("releases"));
    }

    DeploymentLog log() {
        return new DeploymentLog(folder.resolve("deployments.jsonl"));
    }

    Path lockFile() {
        return folder.resolve(".drover.lock");
    }

    boolean exists() {
        return Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS);
    }

    /** Makes what is missing of it, and refuses what could be anything else. */
    private void open(Path workspace) throws IOException {
        if (workspace.startsWith(folder)) {
            throw Refusal.blocked(
                    "target_holds_workspace",
                    "The folder " + folder + " of " + environment.name()
                            + " holds the workspace itself. Name another one" + " in " + DeployFile.NAME
                            + " and retry the request.");
        }
        requireFolder(folder, workspace);
        try {
            Files.createDirectories(folder);
            if (environment.target() instanceof Target.Commands) {
                ignoredByGit(workspace.resolve(OWN).resolve(".gitignore"));
            }
            requireFolder(folder.resolve("releases"), workspace);
            Files.createDirectories(folder.resolve("releases"));
            requireFolder(folder.resolve("releases"), workspace);
        } catch (Refusal e) {
            throw e;
        } catch (IOException e) {
            throw unwritable(e.toString());
        }
        if (!Files.isWritable(folder) || !Files.isWritable(folder.resolve("releases"))) {
            throw unwritable("its owner or mode does not allow it");
        }
    }

    private Refusal unwritable(String why) {
        return Refusal.blocked(
                "target_unwritable",
                "The folder " + folder + " of " + environment.name() + " cannot be written (" + why
                        + "). Make it writable for the user of the daemon, or name another one in " + DeployFile.NAME
                        + ", and retry the request.");
    }

    private void requireFolder(Path path, Path workspace) throws IOException {
        boolean behindLink =
                path.startsWith(workspace) && Files.isDirectory(path) && !SafeFiles.isRealFolder(workspace, path);
        if (Files.isSymbolicLink(path) || behindLink) {
            throw Refusal.blocked(
                    "target_is_link",
                    path + " of " + environment.name() + " is a link, or lies behind one, and leads to "
                            + (Files.exists(path) ? path.toRealPath() : "nothing") + ". Name that folder itself in "
                            + DeployFile.NAME + " if it is meant, and retry the request.");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
            throw Refusal.blocked(
                    "target_not_a_folder",
                    path + " of " + environment.name() + " is not a folder. Move it away, or name another one in "
                            + DeployFile.NAME + ", and retry the request.");
        }
    }

    private static void ignoredByGit(Path file) throws IOException {
        if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
            Files.write(file, "*\n".getBytes(StandardCharsets.UTF_8));
        }
    }
}
