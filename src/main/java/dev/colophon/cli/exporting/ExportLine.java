package dev.colophon.cli.exporting;

import dev.colophon.transfer.export.walk.ExportProgress;
import java.io.PrintWriter;
import java.util.Locale;

/** How far an export is: one line that renews itself on a terminal, a line each tenth elsewhere. */
final class ExportLine implements ExportProgress {
    private static final int WIDTH = 60;

    private final PrintWriter out;
    private final boolean terminal;
    private What last = What.ENTRIES;
    private long lastTenth;

    ExportLine(PrintWriter out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    @Override
    public void reached(What what, long done, long total) {
        String text = "%d of %d %s".formatted(done, total, what.name().toLowerCase(Locale.ROOT));
        long tenth = 10 * done / Math.max(1, total);
        if (terminal) {
            out.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())));
            out.flush();
        } else if (what != last || tenth > lastTenth) {
            out.println(text);
        }
        lastTenth = what == last ? Math.max(tenth, lastTenth) : tenth;
        last = what;
    }

    /** Leaves the line. */
    void end() {
        if (terminal) {
            out.print("\r" + " ".repeat(WIDTH) + "\r");
        }
        out.flush();
    }
}
