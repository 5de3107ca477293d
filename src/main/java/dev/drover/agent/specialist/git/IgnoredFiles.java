package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.support.Durable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What git ignores in the work tree of a request, which no commit will have. Confined to one thread. */
public final class IgnoredFiles {
    private final Job job;

    IgnoredFiles(Job job) {
        this.job = job;
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

    /** What is there, folders with a slash at their end. */
    public Set<String> all() throws IOException, InterruptedException {
        return new HashSet<>(job.repository()
                .git()
                .names(List.of("ls-files", "--others", "--exclude-standard", "--directory", "-z", "--ignored"))
                .names());
    }

    /** Removes what is there but for these. */
    public void removeBut(Set<String> kept) throws IOException, InterruptedException {
        for (String path : all()) {
            if (!kept.contains(path)) {
                Durable.remove(job.assignment().workspace().resolve(path));
            }
        }
    }
}
