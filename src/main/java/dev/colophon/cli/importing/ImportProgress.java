package dev.colophon.cli.importing;

import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportPace;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How far an import is, how fast, and how long it will take: one line that renews itself on a terminal, a line each
 * tenth elsewhere. The time runs from when the rows are stored.
 */
final class ImportProgress {
    private static final int WIDTH = 78;

    private final PrintWriter out;
    private final boolean terminal;
    private final InstantSource clock;
    private @Nullable Instant begun;
    private int doneBefore;
    private int lastTenth;

    ImportProgress(PrintWriter out, boolean terminal, InstantSource clock) {
        this.out = out;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** Nothing is known of the file yet. */
    void reading() {
        if (terminal) {
            renew("Reading the file ...");
        }
    }

    void show(ImportJob job) {
        int rows = Math.max(1, job.rowCount());
        int open = job.count(ImportItem.Outcome.PENDING);
        int done = job.rowCount() - open;
        Instant now = clock.instant();
        if (begun == null) {
            begun = now;
            doneBefore = done;
        }
        String pace = ImportPace.of(done - doneBefore, open, Duration.between(begun, now))
                .map(it -> ", " + it.text())
                .orElse("");
        String text = "%d of %d rows (%d %%)".formatted(done, job.rowCount(), 100L * done / rows) + pace;
        if (terminal) {
            renew(text);
        } else if (10L * done / rows > lastTenth) {
            lastTenth = (int) (10L * done / rows);
            out.println(text);
        }
    }

    private void renew(String text) {
        out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
        out.flush();
    }

    /** Leaves the line. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
        begun = null;
        lastTenth = 0;
    }
}
