package dev.colophon.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.colophon.account.audience.Visibility;
import dev.colophon.catalogue.Drafts;
import dev.colophon.catalogue.Readers;
import dev.colophon.database.Parameters;
import dev.colophon.database.Plans;
import dev.colophon.journal.NoteText.Kind;
import dev.colophon.media.Blobs;
import dev.colophon.media.MediaMetrics;
import dev.colophon.observe.metric.Meters;
import dev.colophon.settings.DatabaseSettings.Engine;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Shelf;
import dev.colophon.shelf.Shelf.Day;
import dev.colophon.shelf.Status;
import dev.colophon.storage.BlobStore;
import dev.colophon.storage.opening.Stores;
import dev.colophon.testing.EveryDatabase;
import dev.colophon.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Every list of notes reads an index in its order and nothing that is not the reader's. */
@EveryDatabase
@Timeout(120)
class NotePlanTest {
    private static final int NOTES = 3_000;

    /** Ten readers, the first of them Mary, with a few books and many notes each. */
    private static List<UUID> fill(TestDatabase lent) {
        Shelf shelf = new Shelf(lent.database(), Clock.systemUTC(), List.of());
        List<UUID> readers = IntStream.range(0, 10)
                .mapToObj(number -> Readers.add(lent, "reader" + number).id())
                .toList();
        UUID mary = readers.getFirst();
        List<UUID> entries = new ArrayList<>();
        for (int number = 0; number < 30; number++) {
            var wanted = new Shelf.NewEntry(EntryFacts.NONE, Status.WANT, Day.UNKNOWN, List.of());
            var choice = new Shelf.Choice(null, null, Drafts.book("Book " + number, "Jane Austen"));
            entries.add(
                    shelf.add(readers.get(number % 10), choice, wanted).entry().id());
        }
        NoteRepository notes = new NoteRepository();
        lent.database().write(session -> {
            for (int number = 0; number < NOTES; number++) {
                UUID entry = entries.get(number % entries.size());
                var text = new NoteText(Kind.NOTE, "word " + number, null, Visibility.INHERIT);
                Instant at = Instant.EPOCH.plusSeconds(number);
                notes.insert(session, readers.get(number % 10), entry, text, at);
            }
            return mary;
        });
        lent.run("INSERT INTO blobs (name, size_bytes, media_type, stored_at)"
                + " SELECT 'notes/' || id, 1, 'text/plain', created_at FROM notes");
        lent.run(
                "INSERT INTO attachments (id, note_id, user_id, blob_name, file_name, media_type, size_bytes, created_at)"
                        + " SELECT id, id, user_id, 'notes/' || id, 'a.txt', 'text/plain', 1, created_at FROM notes");
        lent.run("INSERT INTO uploads (user_id, blob_name, size_bytes, given_at)"
                + " SELECT user_id, blob_name, size_bytes, created_at FROM attachments");
        lent.run("INSERT INTO pictures (id, large, small, width, height, source, created_at)"
                + " SELECT id, 'notes/' || id, 'notes/' || id, 1, 1, 'upload', created_at FROM notes");
        lent.run("ANALYZE");
        return List.of(mary, entries.getFirst());
    }

    @Test
    void every_list_walks_its_index(TestDatabase lent) {
        List<UUID> ids = fill(lent);
        UUID mary = ids.getFirst();
        UUID entry = ids.getLast();
        Parameters ofEntry = NoteRepository.place(mary, List.of(), 21).and("userbook_id", entry);

        // PostgreSQL may prefer to sort the few notes of one book
        demandIndex(lent, "journal.notes-of-entry", ofEntry, "notes_by_userbook");
        demandWalk(lent, "journal.notes-of-reader", NoteRepository.place(mary, List.of(), 21), "notes_by_user");
        // a search walks over the reader's own notes and over nobody else's
        demandIndex(
                lent,
                "journal.notes-found",
                NoteRepository.place(mary, List.of(), 21)
                        .and(NoteRepository.filters(NoteQuery.of(Kind.NOTE, "word 7"))),
                "notes_by_user");
    }

    @Test
    void single_notes_and_their_number_use_their_indexes(TestDatabase lent) {
        UUID mary = fill(lent).getFirst();
        UUID id = UUID.randomUUID();
        Parameters own = Parameters.of("id", id).and("user_id", mary);

        demandIndex(lent, "journal.note-by-id", own, "");
        demandIndex(lent, "journal.note-count", Parameters.of("userbook_id", id), "notes_by_userbook");
    }

    @Test
    void attachments_and_what_they_come_to_use_their_indexes(TestDatabase lent) {
        UUID mary = fill(lent).getFirst();
        UUID id = UUID.randomUUID();
        new AttachmentRepository();
        Clock clock = Clock.systemUTC();
        BlobStore store = Stores.laterDirectory(Path.of("target"), clock);
        new Blobs(lent.database(), store, clock, 1, new MediaMetrics(new Meters()));
        Parameters notes = Parameters.none();
        for (int number = 0; number <= Notes.MAX_PART; number++) {
            notes.and("note_" + number, UUID.randomUUID());
        }
        Map<String, Parameters> statements = Map.of(
                "journal.attachments-of-notes", notes,
                "journal.attachment-count", Parameters.of("note_id", id),
                "media.upload-bytes", Parameters.of("user_id", mary).and("since", Instant.EPOCH),
                "journal.attachment-by-id", Parameters.of("id", id).and("user_id", mary));
        statements.forEach((name, parameters) -> {
            for (String plan : Plans.of(lent, name, parameters)) {
                assertThat(plan)
                        .as(name)
                        .doesNotContain("Seq Scan on attachments", "SCAN attachments")
                        .doesNotContain("Seq Scan on uploads", "Seq Scan on pictures", "SCAN u", "SCAN a", "SCAN p");
            }
        });
    }

    private static void demandIndex(TestDatabase lent, String name, Parameters parameters, String index) {
        for (String plan : Plans.of(lent, name, parameters)) {
            // what a subquery gives is scanned too, and is called n
            String rows = plan.replaceFirst("CO-ROUTINE n\n(.*)\nSCAN n\n", "$1\n");
            assertThat(rows).as(name).contains(index).doesNotContain("Seq Scan on notes", "SCAN n", "SCAN notes");
        }
    }

    /** The index gives the order, and the page ends where enough was found. */
    private static void demandWalk(TestDatabase lent, String name, Parameters parameters, String index) {
        demandIndex(lent, name, parameters, index);
        String walk = lent.engine() == Engine.SQLITE
                ? "CO-ROUTINE n\nSEARCH n USING INDEX " + index + " \\([^\n]*\n(?!USE TEMP)"
                : "Limit[^\n]*\n *->  Index Scan Backward using " + index;
        for (String plan : Plans.of(lent, name, parameters)) {
            assertThat(plan).as(name).containsPattern(walk);
        }
    }
}
