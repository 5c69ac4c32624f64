package dev.colophon.database;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Named SQL with named parameters ({@code :title}). The name labels the timer, the slow log and errors. Every
 * statement is made once, as a constant beside the method that runs it, and remembered, so that a
 * test can prepare all of them on both databases.
 */
public final class Statement {
    private static final ConcurrentHashMap<String, Statement> ALL = new ConcurrentHashMap<>();

    private final String name;
    private final NamedSql postgresql;
    private final NamedSql sqlite;

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Class<?> home;

    private Statement(Class<?> home, String name, String postgresql, String sqlite) {
        this.home = home;
        this.name = name;
        this.postgresql = NamedSql.parse(postgresql);
        this.sqlite = NamedSql.parse(sqlite);
        Statement other = ALL.putIfAbsent(name, this);
        if (other != null) {
            throw new IllegalArgumentException("two statements are named '%s', in %s and %s"
                    .formatted(name, other.home.getName(), home.getName()));
        }
    }

    /**
     * SQL that both databases understand.
     *
     * @param name room and purpose, such as {@code catalogue.book-by-id}
     */
    public static Statement of(String name, String sql) {
        return new Statement(CALLER.getCallerClass(), name, sql, sql);
    }

    /** The rare exception: one meaning, two texts. */
    public static Statement split(String name, String postgresql, String sqlite) {
        return new Statement(CALLER.getCallerClass(), name, postgresql, sqlite);
    }

    /** Every statement of the classes that are loaded, by name. */
    public static Collection<Statement> all() {
        return Collections.unmodifiableCollection(new TreeMap<>(ALL).values());
    }

    public String name() {
        return name;
    }

    /** The class that declared it. */
    Class<?> home() {
        return home;
    }

    public NamedSql postgresql() {
        return postgresql;
    }

    public NamedSql sqlite() {
        return sqlite;
    }

    @Override
    public String toString() {
        return name;
    }
}
