package dev.colophon.statistics.goal;

import dev.colophon.account.Accounts;
import dev.colophon.database.Database;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.statistics.Report.Sum;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import dev.colophon.web.Part;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sets goals, and tells how far their reader has come. */
public final class Goals {
    private final Database database;
    private final Statistics statistics;
    private final Clock clock;
    private final GoalNews news;
    private final GoalRepository goals = new GoalRepository();

    /**
     * @param clock its zone decides which day today is for a reader who has set none
     */
    public Goals(Database database, Statistics statistics, Clock clock, GoalNews news) {
        this.database = database;
        this.statistics = statistics;
        this.clock = clock;
        this.news = news;
    }

    /** Sets a goal, or another number of one. */
    public void set(UUID reader, Goal goal) {
        replace(reader, goal.year(), List.of(goal), List.of());
    }

    /**
     * Sets some goals of a year and gives others up, all or none; what is not there need not go.
     *
     * @return whether any is another than before
     */
    public boolean replace(UUID reader, int year, Collection<Goal> wanted, Collection<Metric> unwanted) {
        return database.write(session -> {
            List<Metric> changed = new ArrayList<>();
            wanted.stream()
                    .filter(goal -> goals.put(session, reader, goal, clock.instant()))
                    .forEach(goal -> changed.add(goal.metric()));
            unwanted.stream()
                    .filter(metric -> goals.delete(session, reader, year, metric))
                    .forEach(changed::add);
            news.changed(session, reader, year, changed);
            return !changed.isEmpty();
        });
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public GoalProgress goal(UUID reader, int year, Metric metric, ZoneId zone) {
        Goal goal = database.read(session -> goals.find(session, reader, year, metric))
                .orElseThrow(Problem::notFound);
        return progress(Sight.own(reader), List.of(goal), zone).getFirst();
    }

    /**
     * @throws Problem of kind NOT_FOUND
     */
    public void remove(UUID reader, int year, Metric metric) {
        if (!replace(reader, year, List.of(), List.of(metric))) {
            throw Problem.notFound();
        }
    }

    /** All goals of a reader, the latest year first. */
    public Part<GoalProgress> list(UUID reader, List<String> after, int limit, ZoneId zone) {
        List<Goal> found = database.read(session -> goals.page(session, reader, after, limit + 1));
        return Part.of(
                progress(Sight.own(reader), found, zone),
                limit,
                one -> one,
                one -> one.goal().place());
    }

    /** The reader's own goals of a year, books first. */
    public List<GoalProgress> ofYear(UUID reader, int year, ZoneId zone) {
        return ofYear(Sight.own(reader), year, zone);
    }

    /** The same of the year that it is where they are, as whoever looks may see what was read. */
    public List<GoalProgress> now(Person owner) {
        ZoneId zone =
                database.read(session -> Accounts.zone(session, owner.id())).orElse(clock.getZone());
        return ofYear(new Sight(owner.id(), owner.reach()), today(zone).getYear(), zone);
    }

    private List<GoalProgress> ofYear(Sight sight, int year, ZoneId zone) {
        List<Goal> found = database.read(session -> goals.ofYear(session, sight.owner(), year));
        return progress(sight, found, zone).stream()
                .sorted(Comparator.comparing(one -> one.goal().metric()))
                .toList();
    }

    /** Which day it is there. */
    public LocalDate today(ZoneId zone) {
        return LocalDate.now(clock.withZone(zone));
    }

    /** In their order; nothing is counted where there is no goal. */
    private List<GoalProgress> progress(Sight sight, List<Goal> found, ZoneId zone) {
        if (found.isEmpty()) {
            return List.of();
        }
        int first = found.stream().mapToInt(Goal::year).min().orElseThrow();
        int last = found.stream().mapToInt(Goal::year).max().orElseThrow();
        Map<Integer, Sum> sums = statistics.sums(sight, first, last);
        LocalDate today = today(zone);
        return found.stream()
                .map(goal -> GoalProgress.of(goal, sums.get(goal.year()), today))
                .toList();
    }
}
