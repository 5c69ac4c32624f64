package dev.colophon.statistics.pages;

import dev.colophon.shelf.home.HomeSection;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.Map;

/** The goals of this year on the home page. */
public final class GoalsOnHome implements HomeSection {
    private final Goals goals;

    public GoalsOnHome(Goals goals) {
        this.goals = goals;
    }

    @Override
    public Page of(Caller reader, Dates dates) {
        int year = goals.today(dates.zone()).getYear();
        return new Page(
                "statistics/pages/home.jte",
                Map.of("year", year, "goals", goals.ofYear(reader.id(), year, dates.zone())));
    }
}
