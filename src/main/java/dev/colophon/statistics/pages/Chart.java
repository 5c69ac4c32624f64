package dev.colophon.statistics.pages;

import dev.colophon.web.page.Texts;
import java.util.List;

/**
 * Bars side by side, drawn as SVG by the server, with their table.
 *
 * @param id of its heading, unique on the page
 * @param title of what is counted
 * @param counts what a bar counts, as its texts are called: books, pages or hours
 */
record Chart(String id, String title, String counts, List<Bar> bars) {
    /** The height of the tallest bar, in units of the drawing. */
    static final int HEIGHT = 100;

    private static final int STEP = 24;
    private static final int WIDTH = 16;

    /**
     * One bar.
     *
     * @param label below it
     * @param name of it in the table
     */
    record Bar(String label, String name, long value) {}

    private long most() {
        return bars.stream().mapToLong(Bar::value).max().orElse(0);
    }

    boolean isEmpty() {
        return most() == 0;
    }

    int width() {
        return Math.max(1, bars.size()) * STEP;
    }

    int x(int index) {
        return index * STEP + (STEP - WIDTH) / 2;
    }

    int middle(int index) {
        return index * STEP + STEP / 2;
    }

    int barWidth() {
        return WIDTH;
    }

    /** What is there at all is seen. */
    long height(Bar bar) {
        return bar.value() == 0 ? 0 : Math.max(2, Math.round((double) bar.value() * HEIGHT / most()));
    }

    /** Labels of many bars would run into each other. */
    boolean isLabelled(int index) {
        int every = 1 + bars.size() / 24;
        return index % every == 0;
    }

    /** The drawing in a sentence. */
    String inWords(Texts texts) {
        Bar best = bars.stream()
                .max((one, other) -> Long.compare(one.value(), other.value()))
                .orElseThrow();
        return texts.text(
                "statistics.chart.in_words",
                title,
                best.name(),
                texts.text("statistics.count." + counts, best.value()));
    }
}
