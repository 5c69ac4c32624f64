package dev.colophon.people;

import dev.colophon.account.audience.Visibility;

/** How much of somebody's things a reader may see; each includes the ones before it. */
public enum Reach {
    NOTHING,
    /** What is for everybody here. */
    PUBLIC,
    /** Also what is for those who follow. */
    FOLLOWERS,
    /** Everything, for it is their own. */
    ALL;

    /** Whether a thing of that visibility is within it. */
    public boolean holds(Visibility visibility) {
        return needed(visibility).compareTo(this) <= 0;
    }

    private static Reach needed(Visibility visibility) {
        return switch (visibility) {
            // the account's own audience has been counted in already
            case INHERIT, PUBLIC -> PUBLIC;
            case FOLLOWERS -> FOLLOWERS;
            case PRIVATE -> ALL;
        };
    }
}
