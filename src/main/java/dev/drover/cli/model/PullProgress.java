package dev.drover.cli.model;

import dev.drover.cli.view.Text;
import dev.drover.message.Ids;
import dev.drover.model.OllamaClient;
import java.util.function.Consumer;

/**
 * Shows how far a model has been fetched: as a bar where the cursor can go back, and else as a line for each tenth.
 * Confined to one thread.
 */
public final class PullProgress implements Consumer<OllamaClient.Progress>, AutoCloseable {
    private static final int WIDTH = 30;
    private static final int TENTHS = 10;
    private static final int MOST_WORDS = 30;

    private final Consumer<String> text;
    private final boolean live;
    private String last = "";
    private int lastLength;

    /**
     * Shows nothing yet.
     *
     * @param text takes what is to be printed; it ends its own lines
     * @param live whether the cursor can go back to the beginning of the line
     */
    public PullProgress(Consumer<String> text, boolean live) {
        this.text = text;
        this.live = live;
    }

    @Override
    public void accept(OllamaClient.Progress progress) {
        long total = Math.max(0, progress.total());
        long completed = Math.clamp(progress.completed(), 0, total);
        String what = Ids.printable(progress.what(), MOST_WORDS);
        if (live) {
            String bar = total == 0 ? "" : " " + bar(completed, total) + " " + share(completed, total);
            put(what + bar);
        } else {
            String tenth = total == 0
                    ? ""
                    : " " + TENTHS * (long) Math.floor((double) TENTHS * completed / total) + " % of "
                            + Text.bytes(total);
            if (!(what + tenth).equals(last)) {
                last = what + tenth;
                text.accept(last + "\n");
            }
        }
    }

    private static String bar(long completed, long total) {
        int full = Math.toIntExact(Math.round((double) WIDTH * completed / total));
        return "█".repeat(full) + "·".repeat(WIDTH - full);
    }

    private static String share(long completed, long total) {
        return Math.round(100.0 * completed / total) + " % of " + Text.bytes(total);
    }

    private void put(String line) {
        int length = line.codePointCount(0, line.length());
        text.accept("\r" + line + " ".repeat(Math.max(0, lastLength - length)));
        lastLength = length;
    }

    /** Ends the line of the bar. */
    @Override
    public void close() {
        if (live && lastLength > 0) {
            text.accept("\n");
            lastLength = 0;
        }
    }
}
