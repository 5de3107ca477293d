package dev.drover.logging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LogSetupTest {
    @Test
    void the_program_logs_through_this_setup_and_no_other() {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        assertTrue(root.getAppender("stderr") instanceof LineAppender);
        assertEquals(Level.WARN, context.getLogger("io.methvin").getLevel());
        assertFalse(context.getLogger("io.methvin.watcher.DirectoryWatcher").isInfoEnabled());
    }

    @Test
    void the_property_names_the_level_before_the_environment_does() {
        var none = new Properties();
        var debug = new Properties();
        debug.setProperty("drover.log.level", "debug");
        assertEquals(Level.INFO, LogSetup.level(none, Map.of()));
        assertEquals(Level.WARN, LogSetup.level(none, Map.of("DROVER_LOG_LEVEL", "Warn")));
        assertEquals(Level.DEBUG, LogSetup.level(debug, Map.of("DROVER_LOG_LEVEL", "warn")));
        assertEquals(Level.INFO, LogSetup.level(none, Map.of("DROVER_LOG_LEVEL", "loud")));
    }

    @Test
    void a_line_tells_time_level_thread_and_short_name_and_the_stack_follows() {
        var context = new LoggerContext();
        var bytes = new ByteArrayOutputStream();
        var appender = new LineAppender(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        appender.setContext(context);
        appender.start();
        Logger logger = context.getLogger("dev.drover.somewhere.Thing");
        logger.addAppender(appender);
        logger.warn("it is {}", "late", new IllegalStateException("no clock"));
        String text = bytes.toString(StandardCharsets.UTF_8);
        String first = text.lines().findFirst().orElseThrow();
        assertTrue(
                first.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{3})?Z WARN  \\[.+] Thing: it is late"),
                first);
        assertTrue(text.contains("java.lang.IllegalStateException: no clock"), text);
    }
}
