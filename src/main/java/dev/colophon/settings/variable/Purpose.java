package dev.colophon.settings.variable;

/**
 * What a verb is about to do; it decides which variables are read. A verb is never stopped by the
 * value of a variable that it does not use. Each constant reads what the ones before it read.
 */
public enum Purpose {
    /** Only where to listen and how to log, such as {@code healthcheck}. */
    NONE,
    /** Reads or changes the database: {@code migrate}, {@code wait}, {@code check}, imports. */
    DATABASE,
    /** Makes or takes back backups, which tell what application key their data belongs to. */
    KEYS,
    /** Everything. */
    SERVE;

    /** Whether whoever does this reads what the other needs. */
    public boolean includes(Purpose other) {
        return compareTo(other) >= 0;
    }
}
