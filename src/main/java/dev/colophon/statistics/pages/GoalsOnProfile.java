package dev.colophon.statistics.pages;

import dev.colophon.people.Person;
import dev.colophon.profile.pages.ProfileSection;
import dev.colophon.statistics.goal.Goals;
import dev.colophon.web.page.Page;
import java.util.Map;

/** A reader's goals of this year on their page, counted by the books that whoever looks may see. */
public final class GoalsOnProfile implements ProfileSection {
    private final Goals goals;

    public GoalsOnProfile(Goals goals) {
        this.goals = goals;
    }

    @Override
    public Page of(Person owner) {
        return new Page("statistics/pages/profile.jte", Map.of("goals", goals.now(owner)));
    }
}
