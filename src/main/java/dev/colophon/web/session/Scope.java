package dev.colophon.web.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a program may do with an access token that a reader made for it. What needs none of these is refused to every
 * such token: the account itself, its sessions and tokens, and whatever only an admin may do.
 */
public enum Scope {
    LIBRARY_READ("library:read"),
    LIBRARY_WRITE("library:write"),
    BOOKS_READ("books:read"),
    BOOKS_WRITE("books:write"),
    NOTES_READ("notes:read"),
    NOTES_WRITE("notes:write"),
    JOURNAL_READ("journal:read"),
    JOURNAL_WRITE("journal:write"),
    PEOPLE_READ("people:read"),
    PEOPLE_WRITE("people:write"),
    IMPORTS_READ("imports:read"),
    IMPORTS_WRITE("imports:write"),
    EXPORTS_READ("exports:read"),
    STATISTICS_READ("statistics:read"),
    STATISTICS_WRITE("statistics:write"),
    PROFILE_READ("profile:read");

    private static final String BETWEEN = " ";

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** How programs and the database say it. */
    @JsonValue
    public String text() {
        return text;
    }

    /** Whether it lets look and not change. */
    public boolean reads() {
        return text.endsWith(":read");
    }

    public static Optional<Scope> of(String text) {
        return Stream.of(values()).filter(scope -> scope.text.equals(text)).findFirst();
    }

    /** Several in one text, in their order. */
    public static String join(Set<Scope> scopes) {
        return Stream.of(values()).filter(scopes::contains).map(Scope::text).collect(Collectors.joining(BETWEEN));
    }

    /** Those of a text that {@link #join} has made; one that this build does not know lets do nothing. */
    public static Set<Scope> split(String joined) {
        var scopes = EnumSet.noneOf(Scope.class);
        for (String text : joined.split(BETWEEN, -1)) {
            of(text).ifPresent(scopes::add);
        }
        return scopes;
    }
}
