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
    LIBRARY_READ("library:read", "Read your shelf with its reads, progress and tags"),
    LIBRARY_WRITE("library:write", "Change your shelf with its reads, progress and tags"),
    BOOKS_READ("books:read", "Read the catalogue, covers included, and look books up outside"),
    BOOKS_WRITE("books:write", "Add books to the catalogue, and change those that you added"),
    NOTES_READ("notes:read", "Read your notes, quotes and their files"),
    NOTES_WRITE("notes:write", "Write and remove notes, quotes and their files"),
    JOURNAL_READ("journal:read", "Read your journal of what you did"),
    JOURNAL_WRITE("journal:write", "Change what you say in your journal, and take entries out"),
    PEOPLE_READ("people:read", "See other readers, their shelves and what they did, as you may"),
    PEOPLE_WRITE("people:write", "Follow, answer, remove and block other readers"),
    IMPORTS_READ("imports:read", "See your imports and their rows"),
    IMPORTS_WRITE("imports:write", "Import files, and answer and remove imports"),
    EXPORTS_READ("exports:read", "Download all your data as files"),
    STATISTICS_READ("statistics:read", "See your statistics and goals"),
    STATISTICS_WRITE("statistics:write", "Set and remove your goals"),
    PROFILE_READ("profile:read", "See your account: name, mail address, picture");

    private static final String BETWEEN = " ";

    private final String text;
    private final String label;

    Scope(String text, String label) {
        this.text = text;
        this.label = label;
    }

    /** How programs and the database say it. */
    @JsonValue
    public String text() {
        return text;
    }

    /** How pages say it to the reader. */
    public String label() {
        return label;
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
