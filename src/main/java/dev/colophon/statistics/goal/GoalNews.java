package dev.colophon.statistics.goal;

import dev.colophon.account.Accounts;
import dev.colophon.database.Session;
import dev.colophon.feed.Event;
import dev.colophon.feed.Journal;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import dev.colophon.statistics.Report.Sum;
import dev.colophon.statistics.Sight;
import dev.colophon.statistics.Statistics;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tells a reader's journal that a goal of this year is reached, when what they do reaches it, and takes that back when
 * a read or the goal is changed so that it is reached no more. A book that leaves the shelf, or gets another length,
 * is counted with the next read.
 */
public final class GoalNews implements ShelfListener {
    private final Statistics statistics;
    private final Journal journal;
    private final Clock clock;
    private final GoalRepository goals = new GoalRepository();

    /**
     * @param clock its zone decides which day today is for a reader who has set none
     */
    public GoalNews(Statistics statistics, Journal journal, Clock clock) {
        this.statistics = statistics;
        this.journal = journal;
        this.clock = clock;
    }

    /** What counts is told by {@link #reread}. */
    @Override
    public void changed(Session session, Change change, ShelfEntry entry) {}

    @Override
    public void reread(Session session, ShelfEntry entry, List<Read> old, List<Read> changed) {
        Set<Integer> years = Stream.concat(old.stream(), changed.stream())
                .map(Read::finishedOn)
                .filter(Objects::nonNull)
                .map(LocalDate::getYear)
                .collect(Collectors.toSet());
        // few changes of reads are of one that has ended; the others need not know which day it is
        if (years.isEmpty() || old.equals(changed)) {
            return;
        }
        int year = thisYear(session, entry.userId());
        if (years.contains(year)) {
            tell(session, entry.userId(), year);
        }
    }

    /** After these goals of a year were set or given up; what is said of the others stays. */
    void changed(Session session, UUID reader, int year, List<Metric> metrics) {
        metrics.forEach(metric -> journal.goalLost(session, reader, year, metric.event()));
        if (!metrics.isEmpty() && year == thisYear(session, reader)) {
            tell(session, reader, year);
        }
    }

    private void tell(Session session, UUID reader, int year) {
        List<Goal> found = goals.ofYear(session, reader, year);
        if (found.isEmpty()) {
            return;
        }
        Sum sum = statistics.sum(session, Sight.own(reader), year);
        for (Goal goal : found) {
            if (goal.metric().of(sum) >= goal.target()) {
                journal.goalReached(
                        session, reader, new Event.Goal(year, goal.metric().event(), goal.target()));
            } else {
                journal.goalLost(session, reader, year, goal.metric().event());
            }
        }
    }

    private int thisYear(Session session, UUID reader) {
        return LocalDate.now(clock.withZone(Accounts.zone(session, reader).orElse(clock.getZone())))
                .getYear();
    }
}
