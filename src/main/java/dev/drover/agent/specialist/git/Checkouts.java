package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.Git;
import dev.drover.agent.specialist.support.SafeFiles;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * How the files stand in the checkouts that a person has of a repository, and those of the repository itself that say
 * what git runs. What git ignores is not looked at.
 *
 * @param files by their absolute paths, with their size, time and identity, one of which differs when they were written
 * @param settings the configuration and the hooks with their contents, since git writes its configuration anew for nothing
 */
public record Checkouts(Map<Path, String> files, Map<Path, String> settings) {
    private static final String LISTED = "worktree ";
    private static final int MOST = 8;
    private static final int MAX_BYTES = 1 << 20;

    public Checkouts {
        files = Map.copyOf(files);
        settings = Map.copyOf(settings);
    }

    /**
     * Those that are not Drover's own.
     *
     * @param common the folder of the repository
     * @param runs the folder below which work trees are Drover's own
     */
    static Checkouts of(Assignment assignment, Path common, Path runs) throws IOException, InterruptedException {
        Map<Path, String> files = new HashMap<>();
        var git = new Git(assignment).with(Map.of("GIT_DIR", common.toString()));
        for (Path checkout : checkouts(git, runs)) {
            var there = git.with(Map.of("GIT_DIR", checkout.resolve(".git").toString()));
            var names = Git.Names.of(
                    there.data(List.of("-C", checkout.toString(), "ls-files", "-co", "--exclude-standard", "-z")));
            for (String name : names.names()) {
                note(files, checkout, name);
            }
        }
        Map<Path, String> settings = new HashMap<>();
        note(files, common, "HEAD");
        for (String name : List.of("config", "config.worktree", "info/attributes", "info/exclude")) {
            noteContent(settings, common.resolve(name));
        }
        if (Files.isDirectory(common.resolve("hooks"), LinkOption.NOFOLLOW_LINKS)) {
            try (DirectoryStream<Path> hooks = Files.newDirectoryStream(common.resolve("hooks"))) {
                for (Path hook : hooks) {
                    noteContent(settings, hook);
                }
            }
        }
        return new Checkouts(files, settings);
    }

    private static List<Path> checkouts(Git git, Path runs) throws IOException, InterruptedException {
        var checkouts = new ArrayList<Path>();
        for (String line :
                Git.text(git.run("worktree", "list", "--porcelain")).lines().toList()) {
            if (line.startsWith(LISTED)) {
                Path checkout = Path.of(line.substring(LISTED.length()));
                if (!checkout.startsWith(runs)
                        && Files.exists(checkout.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                        && checkouts.size() < MOST) {
                    checkouts.add(checkout);
                }
            }
        }
        return checkouts;
    }

    private static void note(Map<Path, String> files, Path folder, String name) throws IOException {
        try {
            Path file = folder.resolve(name);
            files.put(file, FileStamp.of(file));
        } catch (InvalidPathException e) {
            // It has no name that a finding could have.
        }
    }

    private static void noteContent(Map<Path, String> files, Path file) throws IOException {
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            files.put(
                    file, SafeFiles.read(file, MAX_BYTES).map(SafeFiles::sha256).orElse("no small file"));
        }
    }

    /** What was written, made or removed between two looks, sorted. */
    static List<Path> changed(Map<Path, String> before, Map<Path, String> after) {
        var all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        return all.stream()
                .filter(file -> !before.getOrDefault(file, "").equals(after.getOrDefault(file, "")))
                .toList();
    }

    /** Files of a person that differ from what they were. */
    public List<Path> filesSince(Checkouts before) {
        return changed(before.files, files);
    }

    /** Files of the repository itself that differ from what they were. */
    public List<Path> settingsSince(Checkouts before) {
        return changed(before.settings, settings);
    }
}
