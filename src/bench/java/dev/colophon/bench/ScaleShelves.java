package dev.colophon.bench;

import dev.colophon.text.SearchLine;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Readers and what they keep. What is said of an entry depends on its number on its shelf alone, so that the same
 * reader has the same statuses, tags, reads and notes at every size. Rows are stored by their days and not by their
 * readers, as if everybody had used the program for years: the entries of one reader are on as many pages as they can.
 */
final class ScaleShelves {
    /** Twenty of each reader. */
    private static final int TAGS = 20;

    /** How often something was read that was; 5.9 on average, so that there are ten million reads. */
    private static final int[] TIMES = {1, 1, 1, 2, 2, 3, 5, 8, 14, 22};

    private static final int DAYS_BETWEEN_READS = 150;
    private static final int BITS_OF_READ = 5;
    private static final int BITS_OF_ENTRY = 20;
    private static final int BITS_OF_READER = 14;

    private final ScaleSize size;
    private final ScaleBooks books;

    /** Day, reader and number on the shelf, in one; sorted, and an entry's index in it is its number. */
    private final long[] entries;

    ScaleShelves(ScaleSize size, ScaleBooks books) {
        this.size = size;
        this.books = books;
        this.entries = entries(size);
    }

    private static long[] entries(ScaleSize size) {
        long[] entries = IntStream.range(0, size.readers())
                .mapToObj(reader -> IntStream.range(0, size.entries(reader))
                        .mapToLong(entry ->
                                ((long) size.day(reader, entry) << BITS_OF_READER | reader) << BITS_OF_ENTRY | entry))
                .flatMapToLong(each -> each)
                .toArray();
        Arrays.sort(entries);
        return entries;
    }

    private int entry(int index) {
        return (int) (entries[index] & (1 << BITS_OF_ENTRY) - 1);
    }

    private int reader(int index) {
        return (int) (entries[index] >>> BITS_OF_ENTRY) & (1 << BITS_OF_READER) - 1;
    }

    private int day(int index) {
        return (int) (entries[index] >>> BITS_OF_ENTRY + BITS_OF_READER);
    }

    /**
     * @param passwordHash everybody's
     */
    void load(Connection connection, String passwordHash) throws SQLException, IOException {
        users(connection, passwordHash);
        tags(connection);
        userbooks(connection);
        tagged(connection);
        reads(connection);
        notes(connection);
        goals(connection);
    }

    /** Of the years in which somebody may look at them. */
    private void goals(Connection connection) throws SQLException, IOException {
        String columns = "user_id, year, metric, target, created_at, updated_at";
        try (BulkTable goals = BulkTable.open(connection, "goals", columns)) {
            for (int reader = 0; reader < size.readers(); reader++) {
                for (int year = 2020; year < 2030; year++) {
                    goals.add(
                            ScaleSize.id('u', reader),
                            year,
                            "books",
                            50,
                            ScaleSize.at(0, reader),
                            ScaleSize.at(0, reader));
                }
            }
        }
    }

    private void users(Connection connection, String passwordHash) throws SQLException, IOException {
        String columns = "id, username, username_key, password_hash, display_name, role, visibility, token_epoch,"
                + " created_at, updated_at";
        try (BulkTable users = BulkTable.open(connection, "users", columns)) {
            for (int reader = 0; reader < size.readers(); reader++) {
                String name = ScaleSize.username(reader);
                users.add(
                        ScaleSize.id('u', reader),
                        name,
                        name,
                        passwordHash,
                        name,
                        reader == ScaleSize.ADMIN ? "admin" : "user",
                        "private",
                        0,
                        ScaleSize.at(0, reader),
                        ScaleSize.at(0, reader));
            }
        }
    }

    private void tags(Connection connection) throws SQLException, IOException {
        try (BulkTable tags = BulkTable.open(connection, "tags", "id, user_id, name, name_key")) {
            for (int reader = 0; reader < size.readers(); reader++) {
                for (int tag = 0; tag < TAGS; tag++) {
                    tags.add(tagId(reader, tag), ScaleSize.id('u', reader), tagName(tag), tagName(tag));
                }
            }
        }
    }

    private static UUID tagId(int reader, int tag) {
        return ScaleSize.id('t', (long) reader * TAGS + tag);
    }

    static String tagName(int tag) {
        return (char) ('a' + tag) + " " + ScaleText.word(500 + tag);
    }

    /** Its tags in order: a half have one or two, a few tags have most. */
    private static int[] tagsOf(int entry) {
        return IntStream.range(0, ScaleText.pick('g', entry, 10) / 4)
                .map(index -> {
                    double unit = ScaleText.unit('G', entry * 4L + index);
                    return (int) (unit * unit * TAGS);
                })
                .distinct()
                .sorted()
                .toArray();
    }

    private static String status(int entry) {
        int percent = ScaleText.pick('S', entry, 100);
        return percent < 55
                ? "read"
                : percent < 90 ? "want" : percent < 94 ? "reading" : percent < 97 ? "paused" : "dnf";
    }

    private static int reads(int entry) {
        return switch (status(entry)) {
            case "read" -> TIMES[ScaleText.pick('R', entry, TIMES.length)];
            case "want" -> 0;
            default -> 1;
        };
    }

    private void userbooks(Connection connection) throws SQLException, IOException {
        String columns = "id, user_id, book_id, status, format, ownership, copies, rating, review, review_spoiler,"
                + " favourite, added_on, status_changed_at, tag_names, title_key, author_sort_key, rating_key,"
                + " added_key, version, created_at, updated_at";
        BitSet[] taken = new BitSet[size.readers()];
        try (BulkTable userbooks = BulkTable.open(connection, "userbooks", columns)) {
            for (int index = 0; index < entries.length; index++) {
                int reader = reader(index);
                if (taken[reader] == null) {
                    taken[reader] = new BitSet();
                }
                userbook(userbooks, index, book(index, taken[reader]));
            }
        }
    }

    /** A few books are on most shelves; they were added at any time. */
    private int book(int index, BitSet taken) {
        double unit = ScaleText.unit('B', (long) reader(index) << BITS_OF_ENTRY | entry(index));
        int popularity = taken.nextClearBit((int) (unit * unit * unit * size.books()) % size.books());
        if (popularity >= size.books()) {
            popularity = taken.nextClearBit(0);
        }
        taken.set(popularity);
        return (int) (popularity * 7_654_321L % size.books());
    }

    private void userbook(BulkTable userbooks, int index, int book) throws SQLException, IOException {
        int entry = entry(index);
        int rating = status(entry).equals("read") && entry % 3 > 0 ? 1 + ScaleText.pick('q', entry, 20) : 0;
        String tags = Arrays.stream(tagsOf(entry))
                .mapToObj(tag -> "\"" + tagName(tag) + "\"")
                .collect(Collectors.joining(",", "[", "]"));
        String added = ScaleSize.at(day(index), 0).toString().substring(0, 10);
        userbooks.add(
                ScaleSize.id('e', index),
                ScaleSize.id('u', reader(index)),
                ScaleSize.id('b', book),
                status(entry),
                format(entry),
                entry % 3 == 0 ? "owned" : "none",
                entry % 3 == 0 ? 1 : 0,
                rating == 0 ? null : rating,
                entry % 10 == 0 ? ScaleText.sentence('v', index) : null,
                false,
                entry % 12 == 0,
                added,
                ScaleSize.at(day(index), index),
                tags,
                books.titleKey(book),
                books.sortKey(book),
                rating,
                added,
                1,
                ScaleSize.at(day(index), index),
                ScaleSize.at(day(index), index));
    }

    private static @Nullable String format(int entry) {
        return new @Nullable String[] {"paperback", "hardcover", "ebook", "audiobook", null}[entry % 5];
    }

    private void tagged(Connection connection) throws SQLException, IOException {
        try (BulkTable links = BulkTable.open(connection, "userbook_tags", "userbook_id, tag_id")) {
            for (int index = 0; index < entries.length; index++) {
                for (int tag : tagsOf(entry(index))) {
                    links.add(ScaleSize.id('e', index), tagId(reader(index), tag));
                }
            }
        }
    }

    /** Day, entry and which of its reads, in one; sorted. */
    private long[] readsInOrder() {
        long[] reads = IntStream.range(0, entries.length)
                .boxed()
                .flatMapToLong(index -> IntStream.range(0, reads(entry(index)))
                        .mapToLong(read ->
                                ((long) (day(index) + read * DAYS_BETWEEN_READS) << 32 | index) << BITS_OF_READ | read))
                .toArray();
        Arrays.sort(reads);
        return reads;
    }

    private void reads(Connection connection) throws SQLException, IOException {
        long[] reads = readsInOrder();
        String columns = "id, userbook_id, started_on, finished_on, outcome, source";
        try (BulkTable rows = BulkTable.open(connection, "reads", columns)) {
            for (int number = 0; number < reads.length; number++) {
                int index = (int) (reads[number] >>> BITS_OF_READ);
                int day = (int) (reads[number] >>> 32 + BITS_OF_READ);
                String outcome = outcome(index);
                rows.add(
                        ScaleSize.id('r', number),
                        ScaleSize.id('e', index),
                        ScaleSize.at(day, 0).toString().substring(0, 10),
                        outcome == null
                                ? null
                                : ScaleSize.at(day + 9, 0).toString().substring(0, 10),
                        outcome,
                        "manual");
            }
        }
        progress(connection, reads);
    }

    private @Nullable String outcome(int index) {
        return switch (status(entry(index))) {
            case "read" -> "finished";
            case "dnf" -> "dnf";
            default -> null;
        };
    }

    /** Ten of an open read, and two of every tenth that is closed. */
    private void progress(Connection connection, long[] reads) throws SQLException, IOException {
        long number = 0;
        try (BulkTable rows = BulkTable.open(connection, "progress", "id, read_id, unit, amount, reached_at")) {
            for (int read = 0; read < reads.length; read++) {
                int index = (int) (reads[read] >>> BITS_OF_READ);
                int day = (int) (reads[read] >>> 32 + BITS_OF_READ);
                int notes = outcome(index) == null ? 10 : read % 10 == 0 ? 2 : 0;
                for (int note = 0; note < notes; note++) {
                    rows.add(
                            ScaleSize.id('p', number),
                            ScaleSize.id('r', read),
                            "percent",
                            note * 9,
                            ScaleSize.at(day + note, number++));
                }
            }
        }
    }

    /** Of every tenth entry one. */
    private void notes(Connection connection) throws SQLException, IOException {
        String columns = "id, userbook_id, user_id, kind, body, position, visibility, search_key, version, created_at,"
                + " updated_at";
        try (BulkTable notes = BulkTable.open(connection, "notes", columns)) {
            for (int index = 0; index < entries.length; index++) {
                int entry = entry(index);
                if (entry % 10 == 5) {
                    String body = ScaleText.sentence('N', index);
                    notes.add(
                            ScaleSize.id('n', index),
                            ScaleSize.id('e', index),
                            ScaleSize.id('u', reader(index)),
                            entry % 30 == 5 ? "quote" : "note",
                            body,
                            String.valueOf(entry % 300),
                            "inherit",
                            SearchLine.of(List.of(body)),
                            1,
                            ScaleSize.at(day(index), index),
                            ScaleSize.at(day(index), index));
                }
            }
        }
    }
}
