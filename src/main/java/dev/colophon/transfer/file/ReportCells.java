package dev.colophon.transfer.file;

/**
 * How our own CSV files are written, so that they can be mended and imported again: a cell that a
 * spreadsheet would take for a formula gets an apostrophe before it, which our own reading takes
 * away. A cell that has one of its own there gets another, so that none is lost.
 */
public final class ReportCells {
    /** What the names of our own columns begin with, in lower case. */
    public static final String PREFIX = "import ";

    /** Marks a file as our own report. */
    public static final String OUTCOME = "import outcome";

    private static final String FORMULA_STARTS = "=+-@\t\r";

    private ReportCells() {}

    /** A cell that is no formula. */
    public static String neutral(String cell) {
        return isFormula(cell) ? "'" + cell : cell;
    }

    /** Takes a cell of such a file back to what it was. */
    public static String restored(String cell) {
        String text = cell.strip();
        return text.startsWith("'") && isFormula(text) ? text.substring(1) : cell;
    }

    /** Whether one begins the text, behind apostrophes or at once. */
    private static boolean isFormula(String text) {
        int start = 0;
        while (start < text.length() && text.charAt(start) == '\'') {
            start++;
        }
        return start < text.length() && FORMULA_STARTS.indexOf(text.charAt(start)) >= 0;
    }
}
