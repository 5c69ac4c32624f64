package dev.colophon.feed;

import dev.colophon.account.Accounts;
import dev.colophon.database.Session;
import dev.colophon.feed.Event.Kind;
import dev.colophon.feed.JournalRepository.Day;
import dev.colophon.feed.JournalRepository.OfNote;
import dev.colophon.feed.JournalRepository.OfRead;
import dev.colophon.feed.JournalRepository.Rated;
import dev.colophon.journal.Note;
import dev.colophon.journal.NoteListener;
import dev.colophon.journal.NoteText;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.ShelfEntry;
import dev.colophon.shelf.ShelfListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what readers do, while they do it. It is told of what is done live alone: an import, a restored shelf and
 * books that are merged are nobody's news. What is said while a book comes to the shelf, such as stars, is none either,
 * and neither is what happened longer ago than a week; what is not so any more goes.
 */
public final class Recording implements ShelfListener, NoteListener {
    private static final int NEWS_DAYS = 7;

    /** Stars that are changed within this time are one rating. */
    private static final Duration CHANGE_OF_MIND = Duration.ofDays(1);

    private final Clock clock;
    private final JournalRepository rows = new JournalRepository();

    /**
     * @param clock its zone decides which day today is for a reader who has set none
     */
    public Recording(Clock clock) {
        this.clock = clock;
    }

    /** More is told by the other methods, and what is about an entry goes with it by itself. */
    @Override
    public void changed(Session session, Change change, ShelfEntry entry) {}

    @Override
    public void restated(Session session, ShelfEntry old, ShelfEntry entry) {
        Instant now = clock.instant();
        Rating rating = entry.facts().rating();
        if (!Objects.equals(old.facts().rating(), rating)) {
            if (rating == null) {
                rows.forget(session, entry.id(), Kind.RATED);
            } else {
                rows.rate(session, new Rated(entry.userId(), entry.id(), rating), now.minus(CHANGE_OF_MIND), now);
            }
        }
        boolean had = old.facts().review() != null;
        boolean has = entry.facts().review() != null;
        if (had && !has) {
            rows.forget(session, entry.id(), Kind.REVIEWED);
        } else if (has && !had) {
            rows.add(session, entry.userId(), Kind.REVIEWED, entry.id(), now);
        }
    }

    @Override
    public void reread(Session session, ShelfEntry entry, List<Read> old, List<Read> changed) {
        for (Read read : changed) {
            Read before = old.stream()
                    .filter(one -> one.id().equals(read.id()))
                    .findFirst()
                    .orElse(null);
            reread(session, entry, before, read);
        }
    }

    private void reread(Session session, ShelfEntry entry, @Nullable Read before, Read read) {
        Outcome was = before == null ? null : before.outcome();
        if (before == null && read.isOpen()) {
            add(session, entry, Kind.STARTED, read, read.startedOn());
        }
        if (was == read.outcome()) {
            return;
        }
        if (was != null) {
            rows.forgetEnd(session, read.id());
        }
        if (read.outcome() != null) {
            Kind kind = read.outcome() == Outcome.DNF ? Kind.ABANDONED : Kind.FINISHED;
            add(session, entry, kind, read, read.finishedOn());
        }
    }

    private void add(Session session, ShelfEntry entry, Kind kind, Read read, @Nullable LocalDate day) {
        if (day != null && isNews(day, zone(session, entry.userId()))) {
            rows.addOfRead(session, entry.userId(), kind, new OfRead(entry.id(), read.id()), clock.instant());
        }
    }

    @Override
    public void progressed(Session session, ShelfEntry entry, UUID read, Instant reachedAt) {
        ZoneId zone = zone(session, entry.userId());
        LocalDate day = LocalDate.ofInstant(reachedAt, zone);
        if (!isNews(day, zone)) {
            return;
        }
        Instant now = clock.instant();
        var noted = new Day(
                day.atStartOfDay(zone).toInstant(),
                day.plusDays(1).atStartOfDay(zone).toInstant(),
                // a caller's clock may be ahead
                reachedAt.isAfter(now) ? now : reachedAt);
        rows.addProgress(session, entry.userId(), new OfRead(entry.id(), read), noted);
    }

    @Override
    public void progressLost(Session session, ShelfEntry entry, UUID read) {
        rows.forgetEmptyDays(session, read);
    }

    @Override
    public void added(Session session, UUID reader, Note note) {
        rows.addOfNote(session, reader, kind(note), new OfNote(note.userbookId(), note.id()), clock.instant());
    }

    @Override
    public void changed(Session session, Note note) {
        rows.rename(session, note.id(), kind(note));
    }

    private static Kind kind(Note note) {
        return note.text().kind() == NoteText.Kind.QUOTE ? Kind.QUOTE : Kind.NOTE;
    }

    private boolean isNews(LocalDate day, ZoneId zone) {
        return !day.isBefore(LocalDate.ofInstant(clock.instant(), zone).minusDays(NEWS_DAYS));
    }

    private ZoneId zone(Session session, UUID reader) {
        return Accounts.zone(session, reader).orElse(clock.getZone());
    }
}
