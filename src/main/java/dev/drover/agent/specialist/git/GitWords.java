package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What git said when it did not do something, and what follows from it for the task. */
record GitWords(int exitCode, String text) {
    private static final int MAX_SHOWN = 2000;
    private static final int USAGE = 129;

    private static final Pattern LOCKED = Pattern.compile("Unable to create '([^'\\n]{1,4096}\\.lock)': File exists");

    static GitWords of(Ran ran) {
        String text;
        try {
            // Data, if it printed any before, ends with NUL.
            String all = Git.text(ran);
            text = all.substring(all.lastIndexOf('\0') + 1);
        } catch (IOException e) {
            text = "its output cannot be read: " + e.getMessage();
        }
        return new GitWords(ran.exitCode(), text);
    }

    /** Refuses when a program that turns files into what is committed did not do so. */
    static void requireFilters(Job job, Ran ran) throws Refusal {
        GitWords words = of(ran);
        if (ran.exitCode() != 0 && words.has("clean filter", "external filter")) {
            throw Refusal.blocked(
                    "filter_failed",
                    "A filter that " + job.repository().workspace()
                            + " sets for its files could not turn one into what is committed: "
                            + Shortened.of(words.text(), MAX_SHOWN)
                            + " Install or repair the program of that filter and retry the task.");
        }
    }

    boolean has(String... words) {
        for (String some : words) {
            if (text.contains(some)) {
                return true;
            }
        }
        return false;
    }

    Refusal refusal(String what) {
        Matcher lock = LOCKED.matcher(text);
        if (lock.find()) {
            return Refusal.failed(
                    "repository_locked",
                    "git could not " + what + ", since another git command holds " + lock.group(1)
                            + ". It is tried again by itself. If no git runs there, one was killed; remove that file.",
                    true);
        }
        if (has("No space left on device")) {
            return Refusal.failed(
                    "disk_full",
                    "git could not " + what + ": the disk of the repository is full. Make room and retry the task.",
                    true);
        }
        if (exitCode == USAGE) {
            return Refusal.blocked(
                    "git_too_old",
                    "The git on the PATH cannot " + what
                            + "; 2.38 or newer can. Install one and retry the task. It said: "
                            + Shortened.of(text, 200));
        }
        return Refusal.failed(
                "git_failed",
                "git could not " + what + " (exit code " + exitCode + "): " + Shortened.of(text, MAX_SHOWN),
                false);
    }
}
