package dev.colophon.database;

import java.util.Collection;
import java.util.Collections;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Named SQL with named parameters ({@code :title}). The name labels the timer, the slow log and errors. Every
 * statement is made once, as a constant beside the method that runs it, and remembered, so that a
 * test can prepare all of them on both databases.
 */
public final class Statement {
    private static final ConcurrentHashMap<String, Statement> ALL = new ConcurrentHashMap<>();

    private final String name;
    private final Text postgresql;
    private final Text sqlite;

    private static final StackWalker CALLER = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);

    private final Class<?> home;

    /** Parsed when it is asked for, since an instance runs one of the two, and not all of its statements. */
    private static final class Text {
        private final String sql;
        private volatile @Nullable NamedSql parsed;

        Text(String sql) {
            this.sql = sql;
        }

        NamedSql parsed() {
            NamedSql known = parsed;
            if (known == null) {
                known = NamedSql.parse(sql);
                parsed = known;
            }
            return known;
        }
    }

    private Statement(Class<?> home, String name, Text postgresql, Text sqlite) {
        this.home = home;
        this.name = name;
        this.postgresql = postgresql;
        this.sqlite = sqlite;
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
        Text text = new Text(sql);
        return new Statement(CALLER.getCallerClass(), name, text, text);
    }

    /** The rare exception: one meaning, two texts. */
    public static Statement split(String name, String postgresql, String sqlite) {
        return new Statement(CALLER.getCallerClass(), name, new Text(postgresql), new Text(sqlite));
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
        return postgresql.parsed();
    }

    public NamedSql sqlite() {
        return sqlite.parsed();
    }

    @Override
    public String toString() {
        return name;
    }
}
