package dev.colophon.journal;

import dev.colophon.account.audience.Visibility;
import dev.colophon.database.Columns;
import dev.colophon.database.Parameters;
import dev.colophon.database.Row;
import dev.colophon.text.FieldRules;
import dev.colophon.text.SearchLine;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a reader wrote; also as JSON. Making one brings it into its stored form. Where JSON says
 * nothing it is a note, as visible as the shelf.
 *
 * @param body Markdown
 * @param position where in the book, as the reader says it, such as {@code 210} or {@code chapter 3}
 * @param visibility never wider than that of the entry it hangs on
 */
public record NoteText(Kind kind, String body, @Nullable String position, Visibility visibility) {
    public static final int MAX_BODY = FieldRules.LONG_TEXT;
    public static final int MAX_POSITION = 200;

    public static final Columns COLUMNS = Columns.of("kind", "body", "position", "visibility");

    /** Whose words they are. */
    public enum Kind {
        /** The reader's own. */
        NOTE,
        /** The book's. */
        QUOTE
    }

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public NoteText {
        var rules = new FieldRules();
        kind = Objects.requireNonNullElse(kind, Kind.NOTE);
        visibility = Objects.requireNonNullElse(visibility, Visibility.INHERIT);
        // browsers end lines in another way than programs do
        String text = rules.text("/body", body == null ? null : body.replace("\r\n", "\n"), MAX_BODY);
        if (text == null) {
            rules.refuse("/body", "required", "Something must be written, and not too much.");
        }
        body = Objects.requireNonNullElse(text, "");
        position = rules.line("/position", position, MAX_POSITION);
        rules.done();
    }

    /** From a row with {@link #COLUMNS}. */
    public static NoteText of(Row row) {
        return new NoteText(
                row.constant("kind", Kind.class),
                row.text("body"),
                row.textOrNull("position"),
                row.constant("visibility", Visibility.class));
    }

    /** What is stored of it. */
    public Parameters parameters() {
        return Parameters.of("kind", kind)
                .and("body", body)
                .and("position", position)
                .and("visibility", visibility)
                .and("search_key", SearchLine.of(List.of(body)));
    }
}
