package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.SafeFiles;
import dev.drover.message.Ids;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Files that Git LFS is to keep. Where it is not set up, git would take the whole content into the history without a
 * word, from where it could not be removed again.
 */
final class LargeFiles {
    private static final String POINTER = "version https://git-lfs.github.com/spec/";
    private static final int MAX_POINTER_BYTES = 1024;

    private LargeFiles() {}

    /** Refuses when one of the files is not a pointer and nothing would make it one. */
    static void requireFilter(Job job, Set<String> paths) throws IOException, InterruptedException {
        Repository repository = job.repository();
        if (paths.isEmpty()
                || repository.text("filter.lfs.clean").isPresent()
                || repository.text("filter.lfs.process").isPresent()) {
            return;
        }
        try (var list = PathList.of(job, paths)) {
            Ran ran = repository.git().data(list.file(), List.of("check-attr", "-z", "--stdin", "filter"));
            Repository.required("tell the attributes of the files", ran);
            List<String> fields = Fields.of(ran);
            for (int i = 0; i + 3 <= fields.size(); i += 3) {
                String path = PathList.plain(fields.get(i));
                if (fields.get(i + 2).equals("lfs")
                        && !isPointer(repository.workspace().resolve(path))) {
                    throw Refusal.blocked(
                            "missing_tool",
                            Ids.printable(path)
                                    + " is to be kept by Git LFS (filter=lfs in .gitattributes), which is not"
                                    + " set up here, so its whole content would go into the history. Install git-lfs, run"
                                    + " 'git lfs install', and retry the task.");
                }
            }
        }
    }

    private static boolean isPointer(Path file) throws IOException {
        return SafeFiles.readText(file, MAX_POINTER_BYTES)
                .filter(text -> text.startsWith(POINTER))
                .isPresent();
    }
}
