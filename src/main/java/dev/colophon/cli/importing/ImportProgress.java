package dev.colophon.cli.importing;

import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import java.io.PrintWriter;

/** How far an import is: one line that renews itself on a terminal, a line each tenth elsewhere. */
final class ImportProgress {
    private static final int WIDTH = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private int lastTenth;

    ImportProgress(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(ImportJob job) {
        int rows = Math.max(1, job.rowCount());
        int done = job.rowCount() - job.count(ImportItem.Outcome.PENDING);
        String text = "%d of %d rows (%d %%)".formatted(done, job.rowCount(), 100L * done / rows);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
            out.flush();
        } else if (10L * done / rows > lastTenth) {
            lastTenth = (int) (10L * done / rows);
            out.println(text);
        }
    }

    /** Leaves the line. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
            out.flush();
        }
        lastTenth = 0;
    }
}
