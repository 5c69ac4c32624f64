package dev.colophon.profile;

import dev.colophon.database.Database;
import dev.colophon.journal.Notes;
import dev.colophon.people.Person;
import dev.colophon.problem.Problem;
import dev.colophon.profile.ProfileRepository.Placed;
import dev.colophon.shelf.Status;
import dev.colophon.web.Part;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What others see of a reader's shelf. */
public final class Profiles {
    private final Database database;
    private final ProfileRepository repository = new ProfileRepository();

    public Profiles(Database database) {
        this.database = database;
    }

    /**
     * A part of a shelf, what came last first.
     *
     * @param owner as the one who looks sees them
     * @param status of all when null
     * @param after the place of the last one that was shown; empty at the start
     * @throws Problem of kind NOT_FOUND when the shelf may not be seen
     */
    public Part<VisibleEntry> shelf(Person owner, @Nullable Status status, List<String> after, int limit) {
        demandOpen(owner);
        List<Placed<VisibleEntry>> found =
                database.read(session -> repository.shelf(session, owner, status, after, limit + 1));
        return Part.of(found, limit, Placed::item, Placed::place);
    }

    /**
     * One book of a shelf with what its reader says of it.
     *
     * @throws Problem of kind NOT_FOUND when it may not be seen
     */
    public VisibleReview entry(Person owner, UUID id) {
        demandOpen(owner);
        return database.read(session -> repository.entry(session, owner, id)).orElseThrow(Problem::notFound);
    }

    /**
     * What its reader wrote down about one book of a shelf, newest first.
     *
     * @param after the place of the last one that was shown; empty at the start
     * @param limit fewer come when it is above {@link Notes#MAX_PART}
     * @throws Problem of kind NOT_FOUND when the entry may not be seen
     */
    public Part<VisibleNote> notes(Person owner, UUID id, List<String> after, int limit) {
        demandOpen(owner);
        int most = Math.min(limit, Notes.MAX_PART);
        List<VisibleNote> found = database.read(session -> {
            if (repository.entry(session, owner, id).isEmpty()) {
                throw Problem.notFound();
            }
            return repository.notes(session, owner, id, after, most + 1);
        });
        return Part.of(found, most, note -> note, VisibleNote::place);
    }

    /** How many books have each status; one that none has is left out. */
    public Map<Status, Long> counts(Person owner) {
        demandOpen(owner);
        return database.read(session -> repository.counts(session, owner));
    }

    /** What was read in a year, latest first. */
    public List<VisibleEntry> finished(Person owner, int year, int limit) {
        demandOpen(owner);
        return database.read(session -> repository.finished(session, owner, year, limit));
    }

    private static void demandOpen(Person owner) {
        if (!owner.isOpen()) {
            throw Problem.notFound();
        }
    }
}
