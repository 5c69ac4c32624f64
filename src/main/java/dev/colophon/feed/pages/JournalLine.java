package dev.colophon.feed.pages;

import dev.colophon.account.audience.Visibility;
import dev.colophon.feed.Event;
import dev.colophon.feed.FeedEntry;
import dev.colophon.feed.FeedEntry.Actor;
import dev.colophon.feed.JournalEntry;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Dates;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a journal as pages show it.
 *
 * @param who did it; null where the whole page is theirs
 * @param sentence what they did, see {@link Sentences#pieces}
 * @param how far, when or by how many stars; empty where nothing is to be said
 * @param book null for a goal
 * @param edit null where the entry is somebody else's
 */
record JournalLine(
        @Nullable Who who,
        List<String> sentence,
        String how,
        String howAloud,
        @Nullable Book book,
        String when,
        @Nullable String comment,
        @Nullable Edit edit) {

    /**
     * @param picture the address of it; null without one
     */
    record Who(String name, String href, @Nullable String picture) {
        private static Who of(Actor reader) {
            return new Who(
                    reader.displayName(),
                    "/@" + reader.username(),
                    reader.picture() == null ? null : "/media/pictures/" + reader.picture());
        }
    }

    /** What it is about. */
    record Book(String title, String authors, Cover cover, String href) {}

    /**
     * The form for what its reader can change: as it is stored, or as it was typed.
     *
     * @param version of what is shown beside it
     * @param error what is wrong with what was typed; empty when nothing is
     */
    record Edit(String action, @Nullable String comment, Visibility visibility, long version, String error) {
        private static Edit of(JournalEntry entry) {
            return new Edit(
                    "/journal/" + entry.event().id(), entry.event().comment(), entry.visibility(), entry.version(), "");
        }

        /** As it was sent; what the form does not say stays as it was. */
        private Edit typed(Form form, String problem) {
            return new Edit(action, form.exact("comment"), visibility(form, visibility), version, problem);
        }

        static Visibility visibility(Form form, Visibility old) {
            Visibility said = QueryParameters.constantOrNull(form.text("visibility"), Visibility.class);
            return Objects.requireNonNullElse(said, old);
        }
    }

    static JournalLine of(FeedEntry entry, Dates dates) {
        Who who = Who.of(entry.reader());
        return of(entry.event(), who, who.href() + "/", dates, null);
    }

    /**
     * @param shelf where the entries of the shelf are, with a slash at its end
     */
    static JournalLine of(Event event, String shelf, Dates dates) {
        return of(event, null, shelf, dates, null);
    }

    static JournalLine of(JournalEntry entry, Dates dates) {
        return of(entry.event(), null, "/shelf/", dates, Edit.of(entry));
    }

    /** An entry as it is stored, with the form as it was sent and is not stored. */
    static JournalLine of(JournalEntry entry, Dates dates, Form sent, String problem) {
        return of(entry.event(), null, "/shelf/", dates, Edit.of(entry).typed(sent, problem));
    }

    private static JournalLine of(Event event, @Nullable Who who, String shelf, Dates dates, @Nullable Edit edit) {
        Book book = event.book() == null
                ? null
                : new Book(
                        event.book().title(),
                        String.join(", ", event.book().authors()),
                        Cover.of(event.book()),
                        shelf + event.userbookId());
        return new JournalLine(
                who,
                Sentences.pieces(event.kind(), who != null, dates.texts()),
                event.rating() == null ? Sentences.how(event, dates) : Labels.stars(event.rating()),
                Labels.starsText(event.rating(), dates.texts()),
                book,
                dates.time(event.happenedAt()),
                event.comment(),
                edit);
    }

    /** What it is called for who cannot see where it stands. */
    String name() {
        return Sentences.plain(sentence, "", book == null ? "" : book.title(), book == null ? how : "");
    }
}
