package dev.drover.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;

/** Writes each event as one line, and the stack of what was thrown below it, in one piece. */
final class LineAppender extends UnsynchronizedAppenderBase<ILoggingEvent> {
    private final PrintStream out;

    LineAppender(PrintStream out) {
        this.out = out;
    }

    @Override
    protected void append(ILoggingEvent event) {
        byte[] line = text(event).getBytes(StandardCharsets.UTF_8);
        // One call under the stream's own lock: lines of two threads do not mix.
        out.write(line, 0, line.length);
        out.flush();
    }

    static String text(ILoggingEvent event) {
        var line = new StringBuilder(160);
        line.append(event.getInstant().truncatedTo(ChronoUnit.MILLIS)).append(' ');
        String level = event.getLevel().levelStr;
        line.append(level).append(" ".repeat(Math.max(0, 5 - level.length())));
        line.append(" [").append(event.getThreadName()).append("] ");
        String logger = event.getLoggerName();
        line.append(logger, logger.lastIndexOf('.') + 1, logger.length()).append(": ");
        line.append(event.getFormattedMessage()).append('\n');
        if (event.getThrowableProxy() != null) {
            line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
        }
        return line.toString();
    }
}
