package dev.colophon.statistics;

import static dev.colophon.shelf.ShelfApi.made;

import dev.colophon.catalogue.Readers;
import dev.colophon.database.Database;
import dev.colophon.feed.Journal;
import dev.colophon.feed.api.JournalRoutes;
import dev.colophon.feed.pages.FeedOnHome;
import dev.colophon.people.People;
import dev.colophon.people.api.PeopleRoutes;
import dev.colophon.profile.Profiles;
import dev.colophon.profile.pages.ProfilePages;
import dev.colophon.settings.Secret;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.action.ProgressLog;
import dev.colophon.shelf.action.Reads;
import dev.colophon.shelf.api.ProgressRoutes;
import dev.colophon.shelf.api.ReadRoutes;
import dev.colophon.shelf.api.ShelfRoutes;
import dev.colophon.shelf.home.HomePages;
import dev.colophon.shelf.home.RecentlyFinished;
import dev.colophon.shelf.list.ShelfList;
import dev.colophon.statistics.api.GoalRoutes;
import dev.colophon.statistics.api.ShareRoutes;
import dev.colophon.statistics.api.StatisticsRoutes;
import dev.colophon.statistics.goal.GoalNews;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.statistics.pages.GoalsOnHome;
import dev.colophon.statistics.pages.GoalsOnProfile;
import dev.colophon.statistics.pages.StatisticsPages;
import dev.colophon.statistics.pages.YearPages;
import dev.colophon.statistics.review.YearReviews;
import dev.colophon.statistics.share.Shares;
import dev.colophon.testing.TestClient;
import dev.colophon.testing.TestDatabase;
import dev.colophon.testing.TestServer;
import dev.colophon.testing.TestSettings;
import dev.colophon.web.session.Caller;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Shelves and what they come to, on a server; it is noon of 14 March 2026, unless a test says otherwise. */
public final class StatisticsApi implements AutoCloseable {
    public static final String GOALS = "/api/v1/goals";
    public static final String SHARES = "/api/v1/me/shares";

    private final TestDatabase lent;
    private final TestServer server;

    public StatisticsApi(TestDatabase lent) {
        this(lent, "2026-03-14T12:00:00Z", TestSettings.SECRET_KEY);
    }

    public StatisticsApi(TestDatabase lent, String now, String key) {
        this(lent, lent.database(), now, key);
    }

    /**
     * @param database the same one, perhaps watched
     */
    public StatisticsApi(TestDatabase lent, Database database, String now, String key) {
        this.lent = lent;
        Clock clock = Clock.fixed(Instant.parse(now), ZoneOffset.UTC);
        ShelfList lists = new ShelfList(database);
        Statistics statistics = new Statistics(database, clock, lists);
        Journal journal = new Journal(database, clock);
        GoalNews news = new GoalNews(statistics, journal, clock);
        Shelf shelf = new Shelf(database, clock, List.of(news));
        Reads reads = new Reads(shelf);
        Goals goals = new Goals(database, statistics, clock, news);
        Shares shares = new Shares(database, clock, new Secret(key));
        People people = new People(database, clock);
        server = TestServer.of(
                new HomePages(
                        shelf,
                        lists,
                        List.of(new GoalsOnHome(goals), new FeedOnHome(journal), new RecentlyFinished(database, shelf)),
                        false),
                new JournalRoutes(people, journal),
                new ShelfRoutes(shelf, lists, reads),
                new ReadRoutes(shelf, reads),
                new ProgressRoutes(new ProgressLog(database, clock, shelf)),
                new PeopleRoutes(people),
                new ProfilePages(people, new Profiles(database), clock, List.of(new GoalsOnProfile(goals)), true),
                new StatisticsRoutes(statistics),
                new GoalRoutes(goals, statistics),
                new ShareRoutes(shares),
                new StatisticsPages(statistics, goals),
                new YearPages(new YearReviews(database, statistics), shares));
    }

    public TestClient reader(String name) {
        return server.as(Readers.add(lent, name));
    }

    /** Somebody new who has set a time zone. */
    public TestClient reader(String name, String zone) {
        Caller made = Readers.add(lent, name);
        lent.run("UPDATE users SET time_zone = '" + zone + "' WHERE username_key = '" + name + "'");
        return server.as(new Caller(made.id(), name, false, made.tokenId(), null, ZoneId.of(zone), null));
    }

    public TestClient anonymous() {
        return server.anonymous();
    }

    /** The id of a new entry with a finished read. */
    public static String finished(TestClient reader, String title, @Nullable String day, Map<String, ?> more) {
        Map<String, Object> book = new HashMap<>(Map.of("title", title));
        Map<String, Object> entry = new HashMap<>(Map.of("status", "want"));
        more.forEach((name, value) -> (name.equals("page_count")
                                || name.equals("duration_seconds")
                                || name.equals("contributors")
                        ? book
                        : entry)
                .put(name, value));
        entry.put("book", book);
        String id = made(reader.post("/api/v1/library", entry));
        again(reader, id, day);
        return id;
    }

    /** Another finished read of an entry. */
    public static void again(TestClient reader, String entry, @Nullable String day) {
        Map<String, Object> read = new HashMap<>(Map.of("outcome", "finished"));
        if (day != null) {
            read.put("finished_on", day);
        }
        int status = reader.post("/api/v1/library/" + entry + "/reads", read).status();
        if (status != 201) {
            throw new AssertionError("a read was not taken: " + status);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
