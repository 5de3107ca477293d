package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Assignment;
import dev.drover.agent.specialist.support.CommandKilled;
import dev.drover.agent.specialist.support.CommandTimedOut;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How the files stand in the checkouts that a person has of a repository, and those of the repository itself that say
 * what git runs. What git ignores is not looked at.
 *
 * @param files by checkout and name, with their size, time and identity, one of which differs when they were written
 * @param settings the configuration and the hooks with their contents, since git writes its configuration anew for nothing
 */
public record Checkouts(Map<Path, Map<String, String>> files, Map<Path, String> settings) {
    static final Checkouts NONE = new Checkouts(Map.of(), Map.of());

    private static final String LISTED = "worktree ";
    private static final int MOST = 8;
    private static final int MOST_FILES = 200_000;
    private static final int MAX_BYTES = 1 << 20;

    public Checkouts {
        files = Map.copyOf(files);
        settings = Map.copyOf(settings);
    }

    /**
     * Those that are not work trees of requests.
     *
     * @param common the folder of the repository
     * @param asked the checkout that the request is about, of which git need not know where it is
     */
    static Checkouts of(Assignment assignment, Path common, Optional<Path> asked)
            throws IOException, InterruptedException {
        Map<Path, Map<String, String>> files = new HashMap<>();
        Map<Path, String> settings = new HashMap<>();
        var git = new Git(assignment).with(Map.of("GIT_DIR", common.toString()));
        files.put(common, Map.of("HEAD", FileStamp.of(common.resolve("HEAD"))));
        Set<Path> hooks = new LinkedHashSet<>(List.of(common.resolve("hooks")));
        int room = MOST_FILES;
        for (Path checkout : checkouts(git, asked)) {
            var there = git.with(Map.of("GIT_DIR", checkout.resolve(".git").toString()));
            try {
                Map<String, String> stamps = stamps(there, checkout, room);
                room -= stamps.size();
                files.put(checkout, stamps);
                hooks.add(checkout.resolve(
                        Git.path(there.run("-C", checkout.toString(), "rev-parse", "--git-path", "hooks"))));
            } catch (CommandKilled | CommandTimedOut e) {
                throw e;
            } catch (IOException e) {
                // One that git cannot read is no reason to leave the task undone.
            }
        }
        for (String name : List.of("config", "config.worktree", "info/attributes", "info/exclude")) {
            note(settings, common.resolve(name));
        }
        for (Path folder : hooks) {
            noteAll(settings, folder);
        }
        return new Checkouts(files, settings);
    }

    private static List<Path> checkouts(Git git, Optional<Path> asked) throws IOException, InterruptedException {
        var all = new LinkedHashSet<Path>();
        asked.ifPresent(all::add);
        for (String line :
                git.names(List.of("worktree", "list", "--porcelain", "-z")).names()) {
            if (line.startsWith(LISTED)) {
                all.add(Path.of(line.substring(LISTED.length())));
            }
        }
        var checkouts = new ArrayList<Path>();
        for (Path checkout : all) {
            if (checkouts.size() < MOST
                    && Files.exists(checkout.resolve(".git"), LinkOption.NOFOLLOW_LINKS)
                    && !WorkTreeOrigin.isBeside(checkout)) {
                checkouts.add(checkout);
            }
        }
        return checkouts;
    }

    private static Map<String, String> stamps(Git there, Path checkout, int most)
            throws IOException, InterruptedException {
        List<String> names = there.names(
                        List.of("-C", checkout.toString(), "ls-files", "-co", "--exclude-standard", "-z"))
                .names();
        Map<String, String> stamps = new HashMap<>();
        for (String name : names.subList(0, Math.min(most, names.size()))) {
            stamp(checkout, name).ifPresent(stamp -> stamps.put(name, stamp));
        }
        return stamps;
    }

    private static Optional<String> stamp(Path checkout, String name) {
        try {
            return Optional.of(FileStamp.of(checkout.resolve(name)));
        } catch (InvalidPathException e) {
            // It has no name that a finding could have.
            return Optional.empty();
        }
    }

    private static void noteAll(Map<Path, String> settings, Path hooks) {
        if (Files.isDirectory(hooks)) {
            try (DirectoryStream<Path> some = Files.newDirectoryStream(hooks)) {
                for (Path hook : some) {
                    note(settings, hook);
                }
            } catch (IOException e) {
                settings.put(hooks, FileStamp.of(hooks));
            }
        }
    }

    /** A link is what it leads to. */
    private static void note(Map<Path, String> settings, Path file) {
        if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Path real = file.toRealPath();
            settings.put(
                    file,
                    real + " "
                            + SafeFiles.read(real, MAX_BYTES)
                                    .map(SafeFiles::sha256)
                                    .orElse(""));
        } catch (IOException e) {
            settings.put(file, FileStamp.of(file));
        }
    }

    /** Files of a person that differ from what they were, sorted, and checkouts that are gone. */
    public List<Path> filesSince(Checkouts before) {
        var changed = new TreeSet<Path>();
        before.files.forEach((checkout, old) -> {
            Map<String, String> now = files.get(checkout);
            if (now == null) {
                changed.add(checkout);
            } else {
                differing(old, now).forEach(name -> changed.add(checkout.resolve(name)));
            }
        });
        return List.copyOf(changed);
    }

    /** Files of the repository itself that differ from what they were, sorted. */
    public List<Path> settingsSince(Checkouts before) {
        return List.copyOf(differing(before.settings, settings));
    }

    private static <K extends Comparable<? super K>> Set<K> differing(Map<K, String> before, Map<K, String> after) {
        var differing = new TreeSet<K>();
        after.forEach((key, stamp) -> {
            if (!stamp.equals(before.get(key))) {
                differing.add(key);
            }
        });
        before.keySet().stream().filter(key -> !after.containsKey(key)).forEach(differing::add);
        return differing;
    }
}
