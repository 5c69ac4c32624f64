package dev.colophon.shelf.list;

import dev.colophon.catalogue.search.SearchCandidates;
import dev.colophon.catalogue.search.WordMatch;
import dev.colophon.database.Database;
import dev.colophon.database.Parameters;
import dev.colophon.database.Session;
import dev.colophon.database.Statement;
import dev.colophon.shelf.Status;
import dev.colophon.text.TextKey;
import dev.colophon.web.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lists of a shelf. Without filters an index is walked until the page is full. With filters the
 * reader's own entries are walked, at most all of them. With words they are walked too, and where so
 * many are left that the index of the search is quicker, that is asked for the rest; what is found is
 * the same, for the line of the book decides, as in a search of the catalogue.
 */
public final class ShelfList {
    private static final Statement COUNT = Statement.of(
            "shelf.entry-count",
            "SELECT COUNT(*) AS total FROM userbooks u"
                    + " WHERE u.user_id = :user_id AND CAST(:status AS text) IN ('', u.status)"
                    + ShelfStatements.FILTERS);

    /** From the index alone. */
    private static final Statement COUNTS = Statement.of("shelf.status-counts", """
                    SELECT status, COUNT(*) AS books FROM userbooks
                    WHERE user_id = :user_id GROUP BY status
                    """);

    private record Listing(ShelfOrder order, boolean status) {}

    private static final Map<Listing, ShelfStatements> STATEMENTS = ShelfOrder.all().stream()
            .flatMap(order -> Stream.of(new Listing(order, true), new Listing(order, false)))
            .collect(Collectors.toUnmodifiableMap(
                    listing -> listing, listing -> ShelfStatements.of(listing.order(), listing.status())));

    private final Database database;

    public ShelfList(Database database) {
        this.database = database;
    }

    static ShelfStatements statements(ShelfQuery query) {
        return Objects.requireNonNull(STATEMENTS.get(new Listing(query.order(), query.status() != null)));
    }

    /**
     * @param place where the entry stands in its list
     */
    private record Placed(EntrySummary item, List<String> place) {}

    /**
     * One part of the shelf.
     *
     * @param after the place of the last entry that was shown; empty at the start
     */
    public Part<EntrySummary> page(UUID userId, ShelfQuery query, List<String> after, int limit) {
        ShelfStatements statements = statements(query);
        List<Placed> found = database.read(session -> query.isFiltered()
                ? filtered(session, userId, query, after, limit + 1)
                : whole(session, statements.plain(), query, plain(userId, query, after, limit + 1), limit));
        return Part.of(found, limit, Placed::item, Placed::place);
    }

    private static List<Placed> filtered(
            Session session, UUID userId, ShelfQuery query, List<String> after, int limit) {
        ShelfStatements statements = statements(query);
        List<String> end = query.searched().isEmpty()
                ? List.of()
                : session.first(statements.walkEnd(), query.order()::place, place(userId, query, after))
                        .orElse(List.of());
        Parameters walk =
                filtered(userId, query, after, limit).and(query.order().until(end));
        List<Placed> found = new ArrayList<>(list(session, statements.filtered(), query, walk));
        if (found.size() < limit && !end.isEmpty()) {
            Parameters rest =
                    filtered(userId, query, end, limit - found.size()).and(SearchCandidates.within(query.searched()));
            found.addAll(list(session, statements.searched(), query, rest));
        }
        return found;
    }

    private static List<Placed> list(Session session, Statement statement, ShelfQuery query, Parameters parameters) {
        return session.list(
                statement, row -> new Placed(EntrySummary.of(row), query.order().place(row)), parameters);
    }

    /**
     * The same with the place of one entry alone, which is all that is needed of what comes in one statement.
     *
     * @param placed which one, counted from 1
     */
    private static List<Placed> whole(
            Session session, Statement statement, ShelfQuery query, Parameters parameters, int placed) {
        AtomicInteger row = new AtomicInteger();
        return session.list(
                statement,
                it -> new Placed(
                        EntrySummary.of(it),
                        row.incrementAndGet() == placed ? query.order().place(it) : List.of()),
                parameters);
    }

    /** Whose entries of which status, and after which. */
    static Parameters place(UUID userId, ShelfQuery query, List<String> after) {
        Parameters place = query.order().after(after).and("user_id", userId);
        return query.status() == null ? place : place.and("status", query.status());
    }

    static Parameters plain(UUID userId, ShelfQuery query, List<String> after, int limit) {
        return place(userId, query, after).and("limit", limit);
    }

    static Parameters filtered(UUID userId, ShelfQuery query, List<String> after, int limit) {
        return plain(userId, query, after, limit).and(filters(query));
    }

    /** How many entries a query finds. */
    public long count(UUID userId, ShelfQuery query) {
        if (!query.isFiltered()) {
            Map<Status, Long> counts = counts(userId);
            return query.status() == null
                    ? counts.values().stream().mapToLong(Long::longValue).sum()
                    : counts.getOrDefault(query.status(), 0L);
        }
        Parameters parameters = filters(query).and("user_id", userId).and("status", name(query.status()));
        return database.read(session ->
                session.first(COUNT, row -> row.number("total"), parameters).orElseThrow());
    }

    /** How many entries have each status; one that none has is there with zero. */
    public Map<Status, Long> counts(UUID userId) {
        Map<Status, Long> counts = new EnumMap<>(Status.class);
        for (Status status : Status.values()) {
            counts.put(status, 0L);
        }
        database.read(session -> session.list(
                        COUNTS,
                        row -> Map.entry(row.constant("status", Status.class), row.number("books")),
                        Parameters.of("user_id", userId)))
                .forEach(entry -> counts.put(entry.getKey(), entry.getValue()));
        return counts;
    }

    private static Parameters filters(ShelfQuery query) {
        return Parameters.of("format", name(query.format()))
                .and("ownership", name(query.ownership()))
                .and("rating", query.rating() == null ? 0 : query.rating().quarters())
                .and("tag", query.tag() == null ? "" : TextKey.of(query.tag()))
                .and(WordMatch.within(query.searched()));
    }

    private static String name(@Nullable Enum<?> constant) {
        return constant == null ? "" : constant.name().toLowerCase(Locale.ROOT);
    }
}
