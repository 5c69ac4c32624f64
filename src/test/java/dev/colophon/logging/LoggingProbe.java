package dev.colophon.logging;

import dev.colophon.problem.StartFailure;
import dev.colophon.settings.LoggingSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A process of its own that logs in the ways its arguments say; what it prints is the test. */
final class LoggingProbe {
    private static final Logger LOG = LoggerFactory.getLogger(LoggingProbe.class);

    private LoggingProbe() {}

    public static void main(String[] arguments) throws Exception {
        switch (arguments[0]) {
            case "early" -> early();
            case "time" -> time();
            case "exit" -> exit();
            case "files" -> files(Path.of(arguments[1]), arguments[2]);
            case "levels" -> levels(LoggingSettings.Level.valueOf(arguments[1]));
            default -> throw new IllegalArgumentException(arguments[0]);
        }
    }

    private static void early() {
        LOG.info("before begin");
        Logging.begin();
        LOG.debug("hidden");
        LOG.info("after begin");
        System.getLogger("io.helidon.sample").log(System.Logger.Level.WARNING, "from a library");
        System.getLogger("io.helidon.sample").log(System.Logger.Level.INFO, "hidden too");
        Thread.ofPlatform().start(() -> {
            throw new IllegalStateException("dies");
        });
    }

    private static void time() {
        long start = System.nanoTime();
        Logging.begin();
        LOG.info("first");
        long first = System.nanoTime();
        Logging.configure(json(LoggingSettings.Level.INFO, false, Path.of("unused")));
        LOG.info("second");
        long second = System.nanoTime();
        LOG.atInfo()
                .addKeyValue("first_line_ms", (first - start) / 1_000_000)
                .addKeyValue("configure_ms", (second - first) / 1_000_000)
                .log("measured");
    }

    private static void exit() throws InterruptedException {
        Logging.begin();
        Logging.configure(json(LoggingSettings.Level.INFO, false, Path.of("unused")));
        List<Thread> threads = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            threads.add(Thread.ofVirtual().start(() -> {
                for (int line = 0; line < 5_000; line++) {
                    LOG.info("line {}", line);
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        LOG.info("last");
        Runtime.getRuntime().halt(7);
    }

    private static void files(Path folder, String again) {
        Logging.begin();
        try {
            Logging.configure(json(LoggingSettings.Level.INFO, true, folder));
            if (again.equals("twice")) {
                Logging.configure(json(LoggingSettings.Level.INFO, true, folder));
            }
        } catch (StartFailure failure) {
            LOG.error("exit {}: {}", failure.exitCode().number(), failure.getMessage());
            return;
        }
        LOG.info("of the program");
        LoggerFactory.getLogger(Logging.ACCESS).info("of the access log");
    }

    private static void levels(LoggingSettings.Level level) {
        Logging.begin();
        Logging.configure(json(level, false, Path.of("unused")));
        LOG.error("own error");
        LOG.warn("own warn");
        LOG.info("own info");
        LOG.debug("own debug");
        Logger library = LoggerFactory.getLogger("org.flywaydb.core.Sample");
        library.warn("library warn");
        library.info("library info");
        library.debug("library debug");
    }

    private static LoggingSettings json(LoggingSettings.Level level, boolean files, Path directory) {
        return new LoggingSettings(level, LoggingSettings.Format.JSON, files, files, directory);
    }
}
