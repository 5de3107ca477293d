package dev.drover.cli.view;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.io.PrintWriter;
import java.util.List;

/**
 * A block of lines at the end of a terminal that is drawn over itself. Each drawing is one write, line by line over
 * what was there, so nothing flickers. Safe for use by any thread; after {@link #close} nothing is drawn any more.
 */
public final class Screen implements AutoCloseable {
    private static final String ESC = "\u001b[";
    private static final String HIDE_CURSOR = ESC + "?25l";
    private static final String SHOW_CURSOR = ESC + "?25h";
    private static final String WRAP_OFF = ESC + "?7l";
    private static final String WRAP_ON = ESC + "?7h";
    private static final String CLEAR_REST_OF_LINE = ESC + "K";
    private static final String CLEAR_BELOW = ESC + "J";

    private final PrintWriter out;

    @GuardedBy("this")
    private List<String> drawn = List.of();

    @GuardedBy("this")
    private boolean closed;

    public Screen(PrintWriter out) {
        this.out = out;
    }

    /** Draws the block anew. What is wider or higher than the terminal is cut off. */
    public synchronized void draw(List<String> lines, int rows) {
        List<String> fitting = lines.size() < rows ? lines : lines.subList(0, Math.max(1, rows - 1));
        if (closed || fitting.equals(drawn)) {
            return;
        }
        var text = new StringBuilder(HIDE_CURSOR).append(WRAP_OFF).append(home());
        for (String line : fitting) {
            text.append(line).append(CLEAR_REST_OF_LINE).append('\n');
        }
        text.append(CLEAR_BELOW).append(WRAP_ON);
        out.print(text);
        out.flush();
        drawn = List.copyOf(fitting);
    }

    @GuardedBy("this")
    private String home() {
        return drawn.isEmpty() ? "" : "\r" + ESC + drawn.size() + "A";
    }

    /** Leaves what was drawn last where it is. */
    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            out.print(SHOW_CURSOR);
            out.flush();
        }
    }
}
