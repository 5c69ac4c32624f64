package dev.colophon.journal;

import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.Shelf;
import dev.colophon.web.EntityTag;
import dev.colophon.web.Part;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * What readers do with their notes. Whoever is not the owner gets NOT_FOUND, as for what does not
 * exist.
 */
public final class Notes {
    public static final int MAX_NOTES_OF_ENTRY = 1_000;

    /** Notes may be long, so that a part of a list has few of them. */
    public static final int MAX_PART = 20;

    private final Database database;
    private final Clock clock;
    private final Shelf shelf;
    private final List<NoteListener> listeners;
    private final NoteRepository notes = new NoteRepository();
    private final AttachmentRepository attachments = new AttachmentRepository();

    /**
     * @param listeners hear of every note that is added or changed
     */
    public Notes(Database database, Clock clock, Shelf shelf, List<NoteListener> listeners) {
        this.database = database;
        this.clock = clock;
        this.shelf = shelf;
        this.listeners = List.copyOf(listeners);
    }

    /** Writes something down about a book on the shelf. */
    public Note add(UUID reader, UUID entry, NoteText text) {
        return database.write(session -> {
            shelf.holdOwn(session, reader, entry);
            if (notes.count(session, entry) >= MAX_NOTES_OF_ENTRY) {
                throw Problem.invalid("", "too_many", "A book has at most " + MAX_NOTES_OF_ENTRY + " notes.");
            }
            UUID id = notes.insert(session, reader, entry, text, clock.instant());
            Note note = find(session, reader, id);
            listeners.forEach(listener -> listener.added(session, reader, note));
            return note;
        });
    }

    /**
     * One of the reader's notes.
     *
     * @throws Problem of kind NOT_FOUND
     */
    public Note note(UUID reader, UUID id) {
        return database.read(session -> find(session, reader, id));
    }

    /**
     * Changes what is written.
     *
     * @param version the version that the caller has seen, if they said so
     */
    public Note change(UUID reader, UUID id, OptionalLong version, UnaryOperator<NoteText> change) {
        return database.write(session -> {
            Note note = notes.lock(session, reader, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, note.version());
            NoteText text = change.apply(note.text());
            if (text.equals(note.text())) {
                return withFiles(session, List.of(note)).getFirst();
            }
            notes.update(session, id, text, clock.instant());
            Note changed = find(session, reader, id);
            listeners.forEach(listener -> listener.changed(session, changed));
            return changed;
        });
    }

    public void remove(UUID reader, UUID id, OptionalLong version) {
        database.write(session -> {
            Note note = notes.lock(session, reader, id).orElseThrow(Problem::notFound);
            EntityTag.demand(version, note.version());
            notes.delete(session, reader, id);
            return id;
        });
    }

    /**
     * The notes on one book, newest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     * @param limit fewer come when it is above {@link #MAX_PART}
     */
    public Part<Note> ofEntry(UUID reader, UUID entry, List<String> after, int limit) {
        int most = Math.min(limit, MAX_PART);
        List<Note> found = database.read(session -> {
            shelf.demandOwn(session, reader, entry);
            return withFiles(session, notes.ofEntry(session, reader, entry, after, most + 1));
        });
        return Part.of(found, most, note -> note, Note::place);
    }

    /** The same over all books of a reader, searched. */
    public Part<Note> ofReader(UUID reader, NoteQuery query, List<String> after, int limit) {
        int most = Math.min(limit, MAX_PART);
        List<Note> found =
                database.read(session -> withFiles(session, notes.ofReader(session, reader, query, after, most + 1)));
        return Part.of(found, most, note -> note, Note::place);
    }

    private Note find(Session session, UUID reader, UUID id) {
        Optional<Note> note = notes.find(session, reader, id);
        return withFiles(session, List.of(note.orElseThrow(Problem::notFound))).getFirst();
    }

    /** The same notes with their attachments, which one query finds for all of them. */
    private List<Note> withFiles(Session session, List<Note> some) {
        Map<UUID, List<Attachment>> files = attachments
                .ofNotes(session, some.stream().map(Note::id).toList())
                .stream()
                .collect(Collectors.groupingBy(Attachment::noteId));
        return some.stream()
                .map(note -> note.with(files.getOrDefault(note.id(), List.of())))
                .toList();
    }
}
