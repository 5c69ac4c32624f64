package dev.colophon.journal.pages;

import dev.colophon.journal.NoteText;
import dev.colophon.web.page.Texts;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The words of a note or a quote as pages show them, to its writer and to others.
 *
 * @param html safe to be written out as it is
 * @param beginning of a long text, which is folded behind it; empty for one that is shown at once
 * @param position as its writer says it, such as {@code 210}; may be empty
 */
public record WrittenText(boolean quote, String html, String beginning, String position) {
    /** About what fits a screen. */
    private static final int MAX_UNFOLDED = 1_500;

    private static final int BEGINNING = 280;
    private static final Pattern PAGE_NUMBER = Pattern.compile("[0-9]+([-–][0-9]+)?");

    /**
     * @param body Markdown
     */
    public static WrittenText of(NoteText.Kind kind, String body, @Nullable String position) {
        String html = Markdown.html(body);
        return new WrittenText(
                kind == NoteText.Kind.QUOTE,
                html,
                body.length() > MAX_UNFOLDED ? Markdown.beginning(html, BEGINNING) : "",
                Objects.requireNonNullElse(position, ""));
    }

    /** Where in the book it belongs, such as {@code Page 210}; may be empty. */
    public String place(Texts texts) {
        return PAGE_NUMBER.matcher(position).matches() ? texts.text("journal.card.page", position) : position;
    }
}
