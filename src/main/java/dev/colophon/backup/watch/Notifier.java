package dev.colophon.backup.watch;

import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a program and an address how a backup ended. That it cannot is logged and counted, and changes nothing
 * about the backup. It takes two minutes at most.
 */
public final class Notifier {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);

    private final NoticeSettings settings;
    private final InstantSource clock;
    private final BackupMetrics metrics;

    /** One way to tell somebody. */
    private interface Way {
        void tell() throws NoticeFailure, InterruptedException;
    }

    public Notifier(NoticeSettings settings, InstantSource clock, BackupMetrics metrics) {
        this.settings = settings;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Tells both, and returns when that is done. */
    public void tell(Notice notice) {
        if (!settings.command().isEmpty()) {
            attempt("command", () -> new NoticeCommand(settings.command()).run(notice));
        }
        settings.address()
                .ifPresent(address ->
                        attempt("url", () -> new NoticePost(address, settings.key(), clock).send(notice)));
    }

    private void attempt(String name, Way way) {
        boolean sent = false;
        try {
            way.tell();
            sent = true;
        } catch (NoticeFailure failure) {
            LOG.atWarn()
                    .addKeyValue("way", name)
                    .addKeyValue("why", failure.getMessage())
                    .log("nobody was told how the backup ended");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException fault) {
            LOG.atWarn()
                    .addKeyValue("way", name)
                    .addKeyValue("why", fault.getClass().getName())
                    .log("nobody was told how the backup ended");
        }
        metrics.noticeFinished(name, sent);
    }
}
