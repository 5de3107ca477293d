package dev.drover.report;

import dev.drover.bus.DurableFiles;
import dev.drover.bus.Home;
import dev.drover.message.RequestResult;
import dev.drover.report.account.AccountReader;
import dev.drover.report.account.Bounds;
import dev.drover.report.account.RunAccount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;

/** The report in the run folder. */
public final class ReportFiles {
    private ReportFiles() {}

    /** Writes both files, each whole or not at all; doing it again changes nothing. */
    public static void write(Home home, RequestResult answer) throws IOException {
        write(home, AccountReader.read(home, answer, Bounds.PAGE));
    }

    /** The same for an account that was read before. */
    public static void write(Home home, RunAccount run) throws IOException {
        Path folder = home.run(run.requestId());
        put(folder.resolve(ReportPage.MARKDOWN), ReportPage.markdown(run, ""));
        put(folder.resolve(ReportPage.HTML), ReportPage.html(run, ""));
    }

    /** The page for people, if it was written. */
    public static Optional<Path> html(Home home, String requestId) {
        return Optional.of(home.run(requestId).resolve(ReportPage.HTML))
                .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    }

    private static void put(Path file, String text) throws IOException {
        DurableFiles.project(file, text.getBytes(StandardCharsets.UTF_8));
    }
}
