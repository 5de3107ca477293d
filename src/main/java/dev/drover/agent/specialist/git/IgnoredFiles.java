package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Durable;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What git ignores in the work tree of a request, which no commit will have. Confined to one thread. */
public final class IgnoredFiles {
    private final Job job;
    private final Path top;

    IgnoredFiles(Job job, Path top) {
        this.job = job;
        this.top = top;
    }

    /** Those of these files. */
    public List<String> among(List<String> paths) throws IOException, InterruptedException {
        if (paths.isEmpty()) {
            return List.of();
        }
        try (var list = PathList.of(job, Set.copyOf(paths))) {
            // The exit code 1 says that there are none.
            return Fields.of(job.repository().git().data(list.file(), List.of("check-ignore", "-z", "--stdin")))
                    .stream()
                    .map(PathList::plain)
                    .toList();
        }
    }

    /**
     * How what git ignores stands in the work tree, in all of it.
     *
     * @param stamps by their paths from the top: what tells whether they were written
     */
    public record State(Map<String, String> stamps, int unnamed) {
        public State {
            stamps = Map.copyOf(stamps);
        }
    }

    /** What is there now. */
    public State state() throws IOException, InterruptedException {
        Git.Names names = names();
        Map<String, String> stamps = new HashMap<>();
        for (String name : names.names()) {
            stamps.put(name, FileStamp.of(top.resolve(name)));
        }
        return new State(stamps, names.undecodable());
    }

    /**
     * Takes away what has come to be there since, and where something was written or removed the whole of the folder that
     * git ignores, since nobody knows any more what it was. A command that needs it makes it anew.
     *
     * @return what could not be removed, each with the reason
     */
    public List<String> takeBack(State before) throws IOException, InterruptedException {
        State now = state();
        Set<String> spoilt = new HashSet<>();
        for (Map.Entry<String, String> file : before.stamps.entrySet()) {
            boolean same = file.getValue().equals(now.stamps.get(file.getKey())) && !isRepository(file.getKey());
            if (!same) {
                spoilt.add(file.getKey());
            }
        }
        List<String> stuck = removeWhole(spoilt);
        for (String path : now.stamps.keySet()) {
            if (!before.stamps.containsKey(path)) {
                remove(path, stuck);
            }
        }
        if (now.unnamed > 0
                && job.repository().git().run("clean", "-ffdqX", "--", ":/").exitCode() != 0) {
            stuck.add("names that are not UTF-8");
        }
        return stuck;
    }

    private void remove(String path, List<String> stuck) {
        try {
            Durable.remove(top.resolve(path));
        } catch (IOException e) {
            stuck.add(Ids.printable(path) + " (" + e.getClass().getSimpleName() + ")");
        }
    }

    /**
     * Removes files, each with the whole of the folder that git ignores, since nobody knows any more what is in it.
     *
     * @param paths from the top
     * @return what could not be removed, each with the reason
     */
    private List<String> removeWhole(Set<String> paths) throws IOException, InterruptedException {
        List<String> whole = paths.isEmpty() ? List.of() : names("--directory").names();
        var stuck = new ArrayList<String>();
        paths.stream().map(path -> wholeOf(path, whole)).distinct().forEach(path -> remove(path, stuck));
        return stuck;
    }

    /** The same of files of the workspace. */
    public List<String> remove(List<String> paths) throws IOException, InterruptedException {
        Path workspace = job.assignment().workspace();
        var fromTop = new HashSet<String>();
        paths.forEach(
                path -> fromTop.add(top.relativize(workspace.resolve(path)).toString()));
        return removeWhole(fromTop);
    }

    /** Git does not tell what is in it. */
    private static boolean isRepository(String path) {
        return path.endsWith("/");
    }

    private static String wholeOf(String path, List<String> whole) {
        return whole.stream()
                .filter(folder -> folder.endsWith("/") && path.startsWith(folder))
                .min(Comparator.comparingInt(String::length))
                .orElse(path);
    }

    private Git.Names names(String... more) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("ls-files", "--full-name", "--others", "--ignored", "--exclude-standard", "-z"));
        command.addAll(List.of(more));
        command.addAll(List.of("--", ":/"));
        return job.repository().git().names(command);
    }
}
