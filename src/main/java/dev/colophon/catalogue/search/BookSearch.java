package dev.colophon.catalogue.search;

import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.text.SearchWords;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds books by words. A rank after the other is looked through in the order of titles: first the
 * books that come next, however many there are of them, which finds a page of a common word at once.
 * When as many again would hardly be enough the index is asked, which is quick for the rare words
 * that are left. What is found is the same on both databases and both ways, for the book's line
 * decides.
 */
public final class BookSearch {
    /** So many books are read in 3 ms; those of a word that one book in fifty has fill a page. */
    static final int WALK = 1_000;

    /** Taken when they promise to fill the page: of a word in one of a hundred books the index has too many. */
    private static final int MORE_WALKS = 5;

    private static final String AFTER = FoundBook.KEY + " > (:after_title, :after_author, :after_id)";
    private static final String ORDER = " ORDER BY " + FoundBook.ORDER + " LIMIT :limit";
    private static final String OF_RANK = "(" + WordMatch.within("b")
            + ") AND CASE WHEN b.title_key = :title THEN 0 WHEN " + WordMatch.begins("b")
            + " THEN 1 ELSE 2 END = :rank";

    private static final Statement EXACT = Statement.of(
            "catalogue.search-exact",
            "SELECT " + FoundBook.COLUMNS + " FROM books b WHERE b.title_key = :title AND " + AFTER + ORDER);

    private static final String NEXT =
            "SELECT " + FoundBook.COLUMNS + " FROM books b WHERE " + AFTER + " ORDER BY " + FoundBook.ORDER;

    private static final Statement WALK_END =
            Statement.of("catalogue.search-walk-end", NEXT + " LIMIT 1 OFFSET " + (WALK - 1));

    /** The next books come from the index of titles alone, whose order stays; each is then looked at by its key. */
    static final Statement WALKED = Statement.of(
            "catalogue.search-walk",
            "SELECT w.id, w.title_key, w.author_key FROM (" + NEXT + " LIMIT " + WALK + ") w WHERE (SELECT "
                    + OF_RANK + " FROM books b WHERE b.id = w.id)"
                    + " ORDER BY w.title_key, w.author_key, w.id LIMIT :limit");

    private static final String PAGE = AFTER + " AND " + OF_RANK + ORDER;

    private static final String NAMED = "SELECT b.id, b.title_key, b.author_key FROM ";
    private static final String MEANT = "CROSS JOIN books b WHERE b.id = f.book_id AND " + PAGE;

    static final Statement INDEXED = Statement.split(
            "catalogue.search-index",
            NAMED + SearchCandidates.POSTGRESQL + MEANT,
            NAMED + SearchCandidates.SQLITE + MEANT);

    private final Database database;
    private final boolean walks;

    public BookSearch(Database database) {
        this(database, true);
    }

    /**
     * @param walks whether books are looked at before the index is asked
     */
    BookSearch(Database database, boolean walks) {
        this.database = database;
        this.walks = walks;
    }

    /** What is looked for, and how exactly it is a title. */
    private record Wanted(SearchWords words, String title) {}

    /**
     * The books that have all words, in the order of their ranks and then of their titles.
     *
     * @param text as somebody typed it; without any word in it nothing is found
     * @param after the place of the last book that was shown; empty at the start
     */
    public List<FoundBook> find(String text, List<String> after, int limit) {
        Wanted wanted = new Wanted(SearchWords.of(text), TextKey.of(text));
        if (wanted.words().isEmpty()) {
            return List.of();
        }
        FoundBook place = FoundBook.at(after);
        return database.read(session -> {
            List<FoundBook> found = new ArrayList<>();
            for (int rank = place.rank(); rank <= FoundBook.WITHIN && found.size() < limit; rank++) {
                FoundBook from = rank == place.rank() ? place : FoundBook.start(rank);
                found.addAll(ofRank(session, wanted, from, limit - found.size()));
            }
            return found;
        });
    }

    private List<FoundBook> ofRank(Session session, Wanted wanted, FoundBook from, int limit) {
        if (from.rank() == FoundBook.EXACT) {
            return list(session, EXACT, from, limit, Parameters.of("title", wanted.title()));
        }
        if (!walks) {
            return list(session, INDEXED, from, limit, candidates(wanted, from.rank()));
        }
        List<FoundBook> found = new ArrayList<>();
        FoundBook place = from;
        while (true) {
            List<FoundBook> next = list(session, WALKED, place, limit - found.size(), conditions(wanted, from.rank()));
            found.addAll(next);
            Optional<FoundBook> end = found.size() < limit ? walkEnd(session, place) : Optional.empty();
            if (end.isEmpty()) {
                return found;
            }
            place = end.get();
            int missing = limit - found.size();
            if (missing > next.size() * MORE_WALKS) {
                found.addAll(list(session, INDEXED, place, missing, candidates(wanted, from.rank())));
                return found;
            }
        }
    }

    /** The last book that was looked at, unless there were fewer. */
    private static Optional<FoundBook> walkEnd(Session session, FoundBook from) {
        return session.first(WALK_END, row -> FoundBook.of(row, from.rank()), from.after());
    }

    private static Parameters candidates(Wanted wanted, int rank) {
        return conditions(wanted, rank).and(SearchCandidates.of(wanted.words(), rank == FoundBook.BEGINS));
    }

    private static Parameters conditions(Wanted wanted, int rank) {
        return WordMatch.within(wanted.words())
                .and(WordMatch.begins(wanted.words()))
                .and("title", wanted.title())
                .and("rank", rank);
    }

    private static List<FoundBook> list(
            Session session, Statement statement, FoundBook from, int limit, Parameters more) {
        Parameters parameters = from.after().and("limit", limit).and(more);
        return session.list(statement, row -> FoundBook.of(row, from.rank()), parameters);
    }
}
