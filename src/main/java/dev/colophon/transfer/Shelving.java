package dev.colophon.transfer;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.database.Session;
import dev.colophon.shelf.intake.EntryUndo;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.copy.Restoring;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts books on a shelf inside the caller's transaction; {@link OnShelf} in earnest. */
@FunctionalInterface
public interface Shelving {
    /** Takes one. */
    Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf);

    /** Takes those of many that can be taken together, by their places; none need be. */
    default Map<Integer, Intake.Result> takeTogether(Session session, UUID userId, List<Intake.Draft> drafts) {
        return Map.of();
    }

    /** Takes one as its reader answered; see {@link dev.colophon.transfer.review.Taking}. */
    default Optional<Intake.Result> takeAs(Session session, UUID userId, Intake.Draft draft, @Nullable UUID bookId) {
        return Optional.of(take(session, userId, draft.book(), draft.shelf()));
    }

    /** How exports of our own are put back; empty where none are taken. */
    default Optional<Restoring> restoring() {
        return Optional.empty();
    }

    /** How entries are taken back; empty where none are. */
    default Optional<EntryUndo> undo() {
        return Optional.empty();
    }

    /** The shelves themselves. */
    record OnShelf(Intake intake, Optional<Restoring> restoring, Optional<EntryUndo> undo) implements Shelving {
        @Override
        public Intake.Result take(Session session, UUID userId, BookDraft book, ShelfDraft shelf) {
            return intake.take(session, userId, book, shelf);
        }

        @Override
        public Map<Integer, Intake.Result> takeTogether(Session session, UUID userId, List<Intake.Draft> drafts) {
            return intake.takeNew(session, userId, drafts);
        }

        @Override
        public Optional<Intake.Result> takeAs(Session session, UUID userId, Intake.Draft draft, @Nullable UUID bookId) {
            return intake.takeAs(session, userId, draft, bookId);
        }
    }
}
