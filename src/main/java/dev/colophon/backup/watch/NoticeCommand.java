package dev.colophon.backup.watch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a program without a shell. It gets what is told in its environment and none of the secrets that are in ours.
 */
final class NoticeCommand {
    private static final Logger LOG = LoggerFactory.getLogger(NoticeCommand.class);
    private static final Set<String> HANDED_ON = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR");
    private static final int MOST_LOGGED_BYTES = 4096;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final List<String> command;
    private final Duration limit;

    NoticeCommand(List<String> command) {
        this(command, LIMIT);
    }

    /** For tests: with another limit. */
    NoticeCommand(List<String> command, Duration limit) {
        this.command = command;
        this.limit = limit;
    }

    void run(Notice notice) throws NoticeFailure, InterruptedException {
        Process process = start(notice);
        Output output = new Output(process.getInputStream());
        try {
            if (!process.waitFor(limit)) {
                throw new NoticeFailure("the program did not end within " + limit.toSeconds() + " s");
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            output.log();
        }
        if (process.exitValue() != 0) {
            throw new NoticeFailure("the program ended with " + process.exitValue());
        }
    }

    private Process start(Notice notice) throws NoticeFailure {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(HANDED_ON);
        builder.environment().putAll(notice.variables());
        try {
            Process process = builder.start();
            process.getOutputStream().close();
            return process;
        } catch (IOException failure) {
            throw new NoticeFailure("the program cannot be run: " + failure.getMessage());
        }
    }

    /** What the program prints, read to its end so that it never waits, and logged as far as it is short. */
    private static final class Output {
        private static final Duration PATIENCE = Duration.ofSeconds(1);

        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private final Thread reader;

        Output(InputStream in) {
            reader = Thread.ofVirtual().name("backup-notice").start(() -> read(in));
        }

        private void read(InputStream in) {
            byte[] buffer = new byte[MOST_LOGGED_BYTES];
            try (in) {
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    kept.write(buffer, 0, Math.min(count, MOST_LOGGED_BYTES - kept.size()));
                }
            } catch (IOException ended) {
                LOG.debug("the output of the program ended", ended);
            }
        }

        /** A grandchild may keep the output open, so this waits for a moment only. */
        void log() throws InterruptedException {
            reader.join(PATIENCE);
            String text = kept.toString(StandardCharsets.UTF_8).strip();
            if (!text.isEmpty()) {
                LOG.atInfo().addKeyValue("output", text).log("the program that is told of backups said something");
            }
        }
    }
}
