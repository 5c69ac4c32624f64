package dev.colophon.logging;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.colophon.settings.LoggingSettings;
import java.nio.file.Path;

/**
 * What Logback uses before the settings are known: text on stdout. Found as a service, it also
 * spares Logback's search for XML files.
 */
public final class EarlyLogging extends ContextAwareBase implements Configurator {
    static final LoggingSettings SETTINGS =
            new LoggingSettings(LoggingSettings.Level.INFO, LoggingSettings.Format.TEXT, false, false, Path.of("logs"));

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        Logging.apply(context, SETTINGS);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
