package dev.colophon.journal.pages;

import dev.colophon.account.audience.Visibility;
import dev.colophon.journal.NoteText;
import dev.colophon.journal.NoteText.Kind;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import java.util.Objects;

/** What a form for a note holds, right or wrong; the texts may be empty. */
record NoteForm(Kind kind, String body, String position, Visibility visibility) {
    static final NoteForm EMPTY = new NoteForm(Kind.NOTE, "", "", Visibility.INHERIT);

    static NoteForm of(NoteText text) {
        return new NoteForm(
                text.kind(), text.body(), Objects.requireNonNullElse(text.position(), ""), text.visibility());
    }

    /** As it was sent; what the form does not say stays as it was. */
    static NoteForm of(Form form, NoteForm old) {
        Kind kind = QueryParameters.constantOrNull(form.text("kind"), Kind.class);
        Visibility visibility = QueryParameters.constantOrNull(form.text("visibility"), Visibility.class);
        return new NoteForm(
                Objects.requireNonNullElse(kind, old.kind),
                form.text("body").orElse(""),
                form.text("position").orElse(""),
                Objects.requireNonNullElse(visibility, old.visibility));
    }

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID
     */
    NoteText text() {
        return new NoteText(kind, body, position, visibility);
    }
}
