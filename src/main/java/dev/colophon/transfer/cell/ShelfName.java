package dev.colophon.transfer.cell;

import dev.colophon.shelf.Status;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the name of a shelf, or the word for a status, says of how far a reader has come. */
public final class ShelfName {
    private static final Pattern DNF =
            Pattern.compile("(.*-)?(dnf|did-?not-finish|didn-?t-finish|not-finished|unfinished|"
                    + "abandoned|abandon"
                    + "|dropped|gave-up|given-up|stopped|quit)(-.*)?");
    private static final Pattern PAUSED = Pattern.compile("(.*-)?(paused|pause|on-hold|hiatus)(-.*)?");

    private static final Pattern BETWEEN = Pattern.compile("[\\s_'’-]+");

    private ShelfName() {}

    /** The status, or null when the name is one of the reader's own. */
    public static @Nullable Status status(String name) {
        String key = key(name);
        return switch (key) {
            case "read" -> Status.READ;
            case "to-read" -> Status.WANT;
            case "currently-reading" -> Status.READING;
            default ->
                DNF.matcher(key).matches() ? Status.DNF : PAUSED.matcher(key).matches() ? Status.PAUSED : null;
        };
    }

    /** The same of a word that can mean nothing but a status, as other systems than Goodreads have. */
    public static @Nullable Status word(String word) {
        return switch (key(word)) {
            case "finished", "already-read", "completed", "done" -> Status.READ;
            case "want-to-read", "want", "planned", "wishlist", "unread", "tbr" -> Status.WANT;
            case "reading", "in-progress", "started" -> Status.READING;
            default -> status(word);
        };
    }

    /** The name as names are compared. */
    public static String key(String name) {
        return BETWEEN.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("-");
    }
}
