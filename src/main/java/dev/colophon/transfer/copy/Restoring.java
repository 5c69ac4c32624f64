package dev.colophon.transfer.copy;

import dev.colophon.catalogue.cover.Covers;
import dev.colophon.database.Session;
import dev.colophon.journal.copy.NoteCopy;
import dev.colophon.journal.copy.NoteCopy.FileCopy;
import dev.colophon.journal.copy.NoteRestoring;
import dev.colophon.journal.copy.NoteRestoring.Given;
import dev.colophon.journal.file.CheckedFile;
import dev.colophon.media.Blobs;
import dev.colophon.media.Folder;
import dev.colophon.media.MediaSettings;
import dev.colophon.media.StoredFile;
import dev.colophon.media.picture.Picture;
import dev.colophon.media.picture.Pictures;
import dev.colophon.shelf.copy.AddedProgress;
import dev.colophon.shelf.copy.EntryCopy;
import dev.colophon.shelf.copy.ProgressOfRead;
import dev.colophon.shelf.copy.ProgressRestoring;
import dev.colophon.shelf.intake.EntryRestoring;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.shelf.intake.Intake.Outcome;
import dev.colophon.transfer.job.ImportItem.Verdict;
import dev.colophon.transfer.job.RowTrace;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Brings rows of an export of ours back, each by the room that it belongs to. */
public final class Restoring {
    private final EntryRestoring entries;
    private final ProgressRestoring progress = new ProgressRestoring();
    private final NoteRestoring notes;
    private final Blobs blobs;
    private final MediaSettings limits;
    private final Pictures pictures;
    private final Covers covers;

    public Restoring(EntryRestoring entries, Blobs blobs, MediaSettings limits, Pictures pictures, Covers covers) {
        this.entries = entries;
        this.notes = new NoteRestoring(blobs);
        this.blobs = blobs;
        this.limits = limits;
        this.pictures = pictures;
        this.covers = covers;
    }

    /**
     * Takes one row inside the caller's transaction.
     *
     * @param dryRun whether that is rolled back
     * @throws dev.colophon.problem.Problem of kind INVALID when it breaks a rule, or its entry is not there
     */
    public Verdict take(Session session, UUID reader, CopyRow row, boolean dryRun) {
        if (row.entry() != null) {
            return Verdict.of(take(session, reader, row, row.entry()), List.of(), dryRun);
        }
        UUID entry = entries.entry(session, reader, row.book());
        NoteCopy note = row.note();
        if (note != null) {
            RowTrace trace = notes.add(session, reader, entry, note, given(note, row.files()))
                    .map(RowTrace::of)
                    .orElse(null);
            return verdict(entry, List.of(), trace, dryRun);
        }
        return take(session, reader, entry, row.demandProgress(), dryRun);
    }

    private Intake.Result take(Session session, UUID reader, CopyRow row, EntryCopy entry) {
        Intake.Result result = entries.take(session, reader, row.book(), entry);
        if (row.cover() == null) {
            return result;
        }
        UUID book = entries.bookOf(session, reader, result.entryId());
        boolean covered = covers.restore(session, reader, book, row.cover());
        return covered && result.outcome() == Outcome.UNCHANGED
                ? new Intake.Result(Outcome.UPDATED, result.entryId(), result.notes(), null)
                : result;
    }

    private Verdict take(Session session, UUID reader, UUID entry, ProgressOfRead given, boolean dryRun) {
        Optional<List<AddedProgress>> added = progress.add(session, reader, entry, given);
        return verdict(
                entry,
                added.isPresent() ? List.of() : List.of("The read of this progress has other dates here."),
                added.filter(noted -> !noted.isEmpty()).map(RowTrace::of).orElse(null),
                dryRun);
    }

    private static Verdict verdict(UUID entry, List<String> notes, @Nullable RowTrace trace, boolean dryRun) {
        Outcome outcome = trace == null ? Outcome.UNCHANGED : Outcome.UPDATED;
        Verdict verdict = Verdict.of(new Intake.Result(outcome, entry, notes, null), List.of(), dryRun);
        return dryRun ? verdict : verdict.with(trace);
    }

    private static List<Given> given(NoteCopy note, List<StoredFile> files) {
        List<Given> given = new ArrayList<>();
        for (FileCopy said : note.attachments()) {
            files.stream()
                    .filter(file -> file.sha256().equals(said.sha256()))
                    .findFirst()
                    .ifPresent(file -> given.add(new Given(said, file)));
        }
        return given;
    }

    /** The most bytes of all files of one reader. */
    public long maxFilesBytes() {
        return limits.quotaBytes();
    }

    /** Keeps files for rows that follow, each checked as any that the reader sends. Not to be used in a transaction. */
    public LibraryFile.Keeper keeper(UUID reader) {
        return new LibraryFile.Keeper() {
            @Override
            public StoredFile attachment(InputStream content) throws IOException {
                CheckedFile checked = CheckedFile.of(content);
                return blobs.store(Folder.NOTES, checked.type().mediaType(), checked, limits.maxFileBytes(), reader);
            }

            @Override
            public boolean needsCover(UUID key) {
                return !covers.isCovered(key);
            }

            @Override
            public Picture cover(InputStream content) throws IOException {
                return pictures.accept(content, reader);
            }
        };
    }
}
