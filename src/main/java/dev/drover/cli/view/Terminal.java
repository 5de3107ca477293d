package dev.drover.cli.view;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** What is known of the terminal that this process writes to, if it is one. */
public final class Terminal {
    private static final int DEFAULT_COLUMNS = 80;
    private static final int DEFAULT_ROWS = 24;
    private static final int NARROWEST = 40;

    private Terminal() {}

    /** Columns and rows. */
    public record Size(int columns, int rows) {}

    /** Whether what is printed is seen as it is printed, by someone whose terminal can move its cursor. */
    public static boolean isLive(Map<String, String> environment) {
        return isTerminal() && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    /** Whether standard output is a terminal. What is piped in does not matter to that. */
    public static boolean isTerminal() {
        try {
            String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
            return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty") || target.equals("/dev/console");
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.ofNullable(System.console())
                    .filter(java.io.Console::isTerminal)
                    .isPresent();
        }
    }

    /** How to write to standard output. */
    public static Style style(Map<String, String> environment) {
        boolean unicode = StandardCharsets.UTF_8.equals(System.out.charset());
        if (!isTerminal()) {
            return new Style(false, unicode, Style.UNLIMITED);
        }
        boolean colour = environment.getOrDefault("NO_COLOR", "").isEmpty() && isLive(environment);
        return new Style(colour, unicode, size().columns());
    }

    /** The size of the terminal now; asks {@code stty}, since Java does not know. */
    public static Size size() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(Path.of("/dev/tty").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String text = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).strip();
            if (stty.waitFor(1, TimeUnit.SECONDS) && text.matches("[0-9]{1,5} [0-9]{1,5}")) {
                String[] parts = text.split(" ");
                int columns = Integer.parseInt(parts[1]);
                int rows = Integer.parseInt(parts[0]);
                return new Size(
                        columns == 0 ? DEFAULT_COLUMNS : Math.max(NARROWEST, columns), rows == 0 ? DEFAULT_ROWS : rows);
            }
        } catch (IOException e) {
            return new Size(DEFAULT_COLUMNS, DEFAULT_ROWS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new Size(DEFAULT_COLUMNS, DEFAULT_ROWS);
    }
}
