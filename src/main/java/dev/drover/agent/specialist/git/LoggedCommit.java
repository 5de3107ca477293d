package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A commit as {@code git log} tells it; text that is not UTF-8 has the replacement character.
 *
 * @param authorDate in git's raw form: seconds since 1970 and the offset
 * @param message all of it
 */
record LoggedCommit(
        String hash,
        List<String> parents,
        String authorName,
        String authorEmail,
        String authorDate,
        String subject,
        String message) {
    private static final int FIELDS = 7;

    LoggedCommit {
        parents = List.copyOf(parents);
    }

    /** Commits, the newest first, as {@code git log} is asked for. */
    static List<LoggedCommit> list(Repository repository, List<String> which) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                "log",
                "-z",
                "--encoding=UTF-8",
                "--date=raw",
                "--no-show-signature",
                "--no-notes",
                "--format=tformat:%H%x00%P%x00%an%x00%ae%x00%ad%x00%s%x00%B"));
        command.addAll(which);
        command.add("--");
        Ran ran = repository.git().data(command);
        Repository.required("list the commits", ran);
        List<String> fields = Fields.of(ran);
        var commits = new ArrayList<LoggedCommit>();
        for (int i = 0; i + FIELDS <= fields.size(); i += FIELDS) {
            String parents = fields.get(i + 1);
            commits.add(new LoggedCommit(
                    fields.get(i),
                    parents.isEmpty() ? List.of() : List.of(parents.split(" ")),
                    fields.get(i + 2),
                    fields.get(i + 3),
                    fields.get(i + 4),
                    fields.get(i + 5),
                    fields.get(i + 6).strip()));
        }
        return commits;
    }

    String shortHash() {
        return hash.substring(0, 12);
    }
}
