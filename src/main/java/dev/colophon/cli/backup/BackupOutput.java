package dev.colophon.cli.backup;

import dev.colophon.backup.work.Progress;
import dev.colophon.json.Json;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** How a verb of backups speaks: JSON for programs, else tables; progress on a terminal alone. */
public final class BackupOutput {
    private static final int WIDTH = 60;
    private static final double STEP = 1024;
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--json", description = "Prints JSON for programs.")
    private boolean json;

    public boolean json() {
        return json;
    }

    public CommandLine commandLine() {
        return spec.commandLine();
    }

    public PrintWriter out() {
        return spec.commandLine().getOut();
    }

    public void printJson(Object content) {
        out().println(Json.writeText(content));
    }

    /** Whether a person is there to be asked. */
    public boolean isTerminal() {
        Console console = System.console();
        return !json && console != null && console.isTerminal();
    }

    /** What a person answers; empty when nothing is. */
    public String ask(String question) {
        Console console = System.console();
        String answer = console == null ? null : console.readLine("%s", question);
        return answer == null ? "" : answer.strip();
    }

    /** One line that renews itself, on stderr of a terminal. */
    public Progress progress() {
        if (!isTerminal()) {
            return Progress.SILENT;
        }
        PrintWriter errors = spec.commandLine().getErr();
        return (step, done, total) -> {
            String share = total > 0 ? " (%d %%)".formatted(Math.min(100, 100 * done / total)) : "";
            String text = step + " " + size(done) + share;
            errors.print("\r" + text + " ".repeat(Math.max(0, WIDTH - text.length())) + "\r");
            errors.flush();
        };
    }

    /** Columns of equal width under their titles. */
    public void table(List<String> titles, List<List<String>> rows) {
        int[] widths = titles.stream().mapToInt(String::length).toArray();
        rows.forEach(row -> {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], row.get(column).length());
            }
        });
        line(titles, widths);
        rows.forEach(row -> line(row, widths));
    }

    private void line(List<String> cells, int[] widths) {
        var text = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            text.append(cells.get(column))
                    .repeat(' ', widths[column] - cells.get(column).length() + 2);
        }
        out().println(text.toString().stripTrailing());
    }

    /** A moment to the second, such as {@code 2026-03-14T12:00:00Z}. */
    public static String time(Instant moment) {
        return moment.toString().substring(0, 19) + "Z";
    }

    /** A number of bytes, for people. */
    public static String size(long bytes) {
        double number = bytes;
        int unit = 0;
        while (number >= STEP && unit < UNITS.length - 1) {
            number /= STEP;
            unit++;
        }
        return unit == 0 ? bytes + " B" : String.format(Locale.ROOT, "%.1f %s", number, UNITS[unit]);
    }
}
