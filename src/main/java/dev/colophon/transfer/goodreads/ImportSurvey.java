package dev.colophon.transfer.goodreads;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.text.TextKey;
import dev.colophon.transfer.file.CsvFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a whole file before any row of it is stored: that every row can be read,
 * how dates are written, and which rows may be about the same book. Those get places side by side,
 * so that a dry run can roll back batch by batch and still see what a real run sees.
 */
public final class ImportSurvey {
    private final DateOrder dateOrder;
    private final List<String> notes;
    private final int[] groups;
    private final int[] places;

    private ImportSurvey(DateOrder dateOrder, List<String> notes, int[] groups) {
        this.dateOrder = dateOrder;
        this.notes = notes;
        this.groups = groups;
        this.places = places(groups);
    }

    /**
     * Reads the file once. (What is learnt of the books does not depend on the order of dates.)
     *
     * @throws Problem when a quote is broken, or there are no rows or too many
     */
    public static ImportSurvey of(CsvFile file, int maxRows) throws IOException {
        var evidence = new DateOrder.Evidence();
        var groups = new Groups();
        file.forEach(row -> {
            RowCells cells = new RowCells(file.header(), row.cells());
            evidence.add(cells.text(Column.DATE_READ));
            evidence.add(cells.text(Column.DATE_ADDED));
            groups.add(keys(GoodreadsRow.map(cells, DateOrder.MONTH_FIRST).book()));
            if (groups.size > maxRows) {
                throw tooManyRows(maxRows);
            }
        });
        if (groups.size == 0) {
            throw Problem.of(Kind.INVALID, "no_rows", "The file has no rows below the first; nothing to do.");
        }
        List<String> notes = new ArrayList<>(file.notes());
        String dates = evidence.note();
        if (dates != null) {
            notes.add(dates);
        }
        return new ImportSurvey(evidence.order(), notes, groups.finished());
    }

    private static Problem tooManyRows(int maxRows) {
        return Problem.of(
                Kind.TOO_LARGE,
                "too_many_rows",
                "The file has more than "
                        + maxRows
                        + " rows. Split it into several files with the same first row, or ask the"
                        + " operator to raise IMPORT_MAX_ROWS. Nothing was stored.");
    }

    public DateOrder dateOrder() {
        return dateOrder;
    }

    public List<String> notes() {
        return notes;
    }

    public int rowCount() {
        return groups.length;
    }

    /**
     * @param row counted from 0 in the order of the file
     */
    public int place(int row) {
        return places[row];
    }

    public int group(int row) {
        return groups[row];
    }

    /** By any of these the library may find the same book. */
    private static List<String> keys(@Nullable BookDraft book) {
        if (book == null) {
            return List.of();
        }
        List<String> keys = new ArrayList<>();
        book.identifiers().forEach((scheme, value) -> keys.add(scheme + ":" + value));
        if (book.isbn13() != null) {
            keys.add("isbn:" + book.isbn13());
        }
        String author = book.contributors().isEmpty()
                ? ""
                : book.contributors().getFirst().name();
        keys.add("title:" + TextKey.of(book.title()) + "\n" + TextKey.of(author));
        return keys;
    }

    /** FNV-1a; should two keys ever share a hash, their rows are neighbours and nothing else. */
    private static long hash(String key) {
        long hash = 0xcbf29ce484222325L;
        for (int index = 0; index < key.length(); index++) {
            hash = (hash ^ key.charAt(index)) * 0x100000001b3L;
        }
        return hash;
    }

    /** Rows ordered by the first row of their group, then as in the file. */
    private static int[] places(int[] groups) {
        long[] order = new long[groups.length];
        Arrays.setAll(order, row -> ((long) groups[row] << 32) | row);
        Arrays.sort(order);
        int[] places = new int[groups.length];
        for (int place = 0; place < order.length; place++) {
            places[(int) order[place]] = place;
        }
        return places;
    }

    /** Joins rows that share a key; each group is named by its first row. */
    private static final class Groups {
        private final Map<Long, Integer> firstRows = new HashMap<>();
        private int[] parents = new int[1024];
        private int size;

        void add(List<String> keys) {
            int row = size++;
            if (row == parents.length) {
                parents = Arrays.copyOf(parents, 2 * row);
            }
            parents[row] = row;
            for (String key : keys) {
                Integer earlier = firstRows.putIfAbsent(hash(key), row);
                if (earlier != null) {
                    int first = root(earlier);
                    int second = root(row);
                    parents[Math.max(first, second)] = Math.min(first, second);
                }
            }
        }

        int[] finished() {
            return java.util.stream.IntStream.range(0, size).map(this::root).toArray();
        }

        private int root(int row) {
            int root = row;
            while (parents[root] != root) {
                parents[root] = parents[parents[root]];
                root = parents[root];
            }
            return root;
        }
    }
}
