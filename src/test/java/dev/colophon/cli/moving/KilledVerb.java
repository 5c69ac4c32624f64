package dev.colophon.cli.moving;

import java.util.List;

/** A command that is killed while it works. */
enum KilledVerb {
    CREATE(2, "backup", "create"),
    RESTORE(2, "backup", "restore", "latest", "--yes", "--foreign"),
    PRUNE(1, "backup", "prune", "--all", "--yes"),
    MOVE(1, "db", "move", "--yes", "--to");

    private final int fewKills;
    private final List<String> words;

    KilledVerb(int fewKills, String... words) {
        this.fewKills = fewKills;
        this.words = List.of(words);
    }

    /** So many in each run of the tests. */
    int fewKills() {
        return fewKills;
    }

    List<String> words() {
        return words;
    }
}
