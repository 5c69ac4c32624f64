package dev.colophon.transfer.source;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which rows of a file may be about the same book. Each group is named by its first row. */
final class BookGroups {
    private final FirstRows firstRows = new FirstRows();
    private int[] parents = new int[1024];
    private int size;

    /** The next row; one without a book stands for itself. */
    void add(Optional<BookDraft> book) {
        int row = size++;
        if (row == parents.length) {
            parents = Arrays.copyOf(parents, 2 * row);
        }
        parents[row] = row;
        for (String key : book.map(BookGroups::keys).orElse(List.of())) {
            int earlier = firstRows.putIfAbsent(hash(key), row);
            if (earlier != row) {
                int first = root(earlier);
                int second = root(row);
                parents[Math.max(first, second)] = Math.min(first, second);
            }
        }
    }

    /** How many rows there are so far. */
    int size() {
        return size;
    }

    /** The group of each row. */
    int[] ofRows() {
        return IntStream.range(0, size).map(this::root).toArray();
    }

    /** The place of each row, ordered by the first row of its group, then as in the file. */
    static int[] places(int[] groups) {
        long[] order = new long[groups.length];
        Arrays.setAll(order, row -> ((long) groups[row] << 32) | row);
        Arrays.sort(order);
        int[] places = new int[groups.length];
        for (int place = 0; place < order.length; place++) {
            places[(int) order[place]] = place;
        }
        return places;
    }

    /** By any of these the catalogue may find the same book. */
    private static List<String> keys(BookDraft book) {
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

    private int root(int row) {
        int root = row;
        while (parents[root] != root) {
            parents[root] = parents[parents[root]];
            root = parents[root];
        }
        return root;
    }
}
