package dev.drover.knowledge;

import java.util.List;

/**
 * By what a failure resembles a task.
 *
 * @param files paths and globs that the task was about
 * @param same equal for failures that say the same thing again
 * @param resolved whether a later attempt succeeded
 * @param at when it happened, as text that sorts by time
 */
record Likeness(String capability, List<String> files, String same, boolean resolved, String at) {
    private static final double SAME_FOLDER = 0.4;

    Likeness {
        files = List.copyOf(files);
    }

    /** From 0 to 1: how much of the files of a task these are. */
    double overlap(List<String> wanted) {
        return wanted.stream()
                .mapToDouble(file -> files.stream()
                        .mapToDouble(own -> overlap(own, file))
                        .max()
                        .orElse(0))
                .average()
                .orElse(0);
    }

    private static double overlap(String a, String b) {
        if (a.equals(b) || covers(a, b) || covers(b, a)) {
            return 1;
        }
        String folder = folder(a);
        return !folder.isEmpty() && folder.equals(folder(b)) ? SAME_FOLDER : 0;
    }

    /** Whether a glob's part before its first star begins the path; a glob that begins with a star says nothing. */
    private static boolean covers(String glob, String path) {
        int star = glob.indexOf('*');
        return star > 0 && path.startsWith(glob.substring(0, star));
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
