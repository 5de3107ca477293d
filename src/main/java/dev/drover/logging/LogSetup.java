package dev.drover.logging;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Sets logging up without a file: everything from INFO on goes to the error stream. The system property {@code
 * drover.log.level}, else the variable {@code DROVER_LOG_LEVEL}, names another level.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_TOP_PRIORITY)
public final class LogSetup extends ContextAwareBase implements Configurator {
    private static final List<String> CHATTY = List.of("io.methvin", "com.networknt");

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        var appender = new LineAppender(System.err);
        appender.setContext(context);
        appender.setName("stderr");
        appender.start();
        Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
        root.setLevel(level(System.getProperties(), System.getenv()));
        root.addAppender(appender);
        for (String name : CHATTY) {
            context.getLogger(name).setLevel(Level.WARN);
        }
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    /** A word that is no level counts as none. */
    static Level level(Properties properties, Map<String, String> environment) {
        return Optional.ofNullable(properties.getProperty("drover.log.level"))
                .or(() -> Optional.ofNullable(environment.get("DROVER_LOG_LEVEL")))
                .map(word -> Level.toLevel(word.strip(), Level.INFO))
                .orElse(Level.INFO);
    }
}
