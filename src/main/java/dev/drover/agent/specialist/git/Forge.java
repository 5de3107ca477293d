package dev.drover.agent.specialist.git;

import dev.drover.agent.specialist.Shell.Ran;
import dev.drover.agent.specialist.support.CommandTimedOut;
import dev.drover.agent.specialist.support.Git;
import dev.drover.message.Shortened;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command-line program of the server that a remote is on. What commits say reaches it as arguments and files only. */
enum Forge {
    GITHUB("gh"),
    GITLAB("glab");

    private static final Pattern LINK = Pattern.compile("https://[^\\s\"'<>]{1,500}");
    private static final int MAX_SHOWN = 1000;
    private static final Map<String, String> UNASKING = Map.of(
            "GH_PROMPT_DISABLED", "1",
            "GH_NO_UPDATE_NOTIFIER", "1",
            "NO_PROMPT", "1",
            "GLAB_CHECK_UPDATE", "false",
            "NO_COLOR", "1",
            "GIT_TERMINAL_PROMPT", "0");

    private final String program;

    Forge(String program) {
        this.program = program;
    }

    /** The one that the address belongs to, by the name of the host. */
    static Optional<Forge> of(RemoteUrl url) {
        if (url.host().contains("github")) {
            return Optional.of(GITHUB);
        }
        return url.host().contains("gitlab") ? Optional.of(GITLAB) : Optional.empty();
    }

    String program() {
        return program;
    }

    /** What is asked for: one branch to go into another. */
    record Wish(RemoteUrl url, String branch, String base, String title, String text, Path file) {}

    /** The command that opens it, as a person would type it too. */
    List<String> command(Wish wish) {
        String repository = wish.url().host() + "/" + wish.url().path();
        return switch (this) {
            case GITHUB ->
                List.of(
                        program,
                        "pr",
                        "create",
                        "--repo=" + repository,
                        "--base=" + wish.base(),
                        "--head=" + wish.branch(),
                        "--title=" + wish.title(),
                        "--body-file=" + wish.file());
            case GITLAB ->
                List.of(
                        program,
                        "mr",
                        "create",
                        "--repo=https://" + repository,
                        "--target-branch=" + wish.base(),
                        "--source-branch=" + wish.branch(),
                        "--title=" + wish.title(),
                        "--description=" + wish.text(),
                        "--yes");
        };
    }

    /** Opens it, unless one of that branch is open already, and returns its address. */
    String open(Job job, Wish wish) throws IOException, InterruptedException {
        Ran ran = job.assignment().shell().run(command(wish), job.assignment().workspace(), UNASKING);
        job.noted(ran);
        if (ran.timedOut()) {
            throw new CommandTimedOut(program, ran);
        }
        String said = Git.text(ran);
        // Both programs refuse a second one for the same branch, and name the first.
        if (ran.exitCode() != 0 && !said.contains("already exists")) {
            throw Refusal.failed(
                    "not_opened",
                    "'" + program + "' did not open it (exit code " + ran.exitCode() + "): "
                            + Shortened.of(said, MAX_SHOWN) + " Its text is in the artifact; " + program
                            + " needs the branch at the remote (param push or capability push) and a login ('" + program
                            + " auth login').",
                    false);
        }
        Matcher link = LINK.matcher(said);
        String last = "";
        while (link.find()) {
            last = link.group();
        }
        return last.isEmpty() ? "(it named no address)" : last;
    }
}
