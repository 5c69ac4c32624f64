package dev.colophon.transfer.review;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookRepository;
import dev.colophon.catalogue.BookSummary;
import dev.colophon.catalogue.doubt.Doubt;
import dev.colophon.database.Database;
import dev.colophon.database.Session;
import dev.colophon.database.connection.ConstraintViolation;
import dev.colophon.problem.Problem;
import dev.colophon.shelf.intake.Intake;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportItem.Outcome;
import dev.colophon.transfer.job.ImportItem.Verdict;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.job.ImportRepository;
import dev.colophon.transfer.row.Mapping;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Lets rows wait for an answer and carries answers out. */
public final class Reviews {
    private final Database database;
    private final ImportRepository jobs;
    private final Taking taking;
    private final BookRepository books;
    private final AnswerRepository answers = new AnswerRepository();

    public Reviews(Database database, ImportRepository jobs, Taking taking) {
        this.database = database;
        this.jobs = jobs;
        this.taking = taking;
        this.books = new BookRepository(database);
    }

    /**
     * What becomes of a row whose book is doubtful: what its reader answered before, or it waits. The shelf was not
     * touched for it yet.
     */
    public Verdict verdict(Session session, ImportJob job, int place, Mapping mapping, Doubt doubt) {
        var row = new AnswerRepository.Place(job.id(), place);
        Intake.Draft draft = mapping.draft();
        Answer earlier = answers.earlier(session, job.userId(), draft.book()).orElse(null);
        if (earlier == null && answers.isTakenBefore(session, job.userId(), row, doubt.entryId())) {
            earlier = Answer.of(doubt.books().getFirst());
        }
        if (earlier == null) {
            return waiting(doubt);
        }
        if (earlier.skip()) {
            return Verdict.leftOut("answered", "Left out, as you answered before.");
        }
        return taking.takeAs(session, job.userId(), draft, earlier.bookId())
                .map(result -> Verdict.of(result, mapping.notes(), job.dryRun()))
                .orElseGet(() -> waiting(doubt));
    }

    private static Verdict waiting(Doubt doubt) {
        return switch (doubt.reason()) {
            case SEVERAL_BOOKS ->
                Verdict.waiting(
                        "several_books",
                        "Its numbers are those of different books here. Say which one is meant.",
                        doubt.books());
            case ANOTHER_BOOK ->
                Verdict.waiting(
                        "another_book",
                        "The book with its number has another title and another author here. Say whether it is meant.",
                        doubt.books());
        };
    }

    /** Those of these books that are there, for a person to choose. */
    public Map<UUID, BookSummary> books(List<UUID> ids) {
        return ids.isEmpty() ? Map.of() : books.summaries(ids);
    }

    /**
     * Carries out what a reader answers.
     *
     * @return the row as it is then
     * @throws Problem NOT_FOUND for anybody else, CONFLICT when the row does not wait or the import has not ended,
     *     INVALID for a book that was not offered
     */
    public ImportItem answer(UUID userId, UUID jobId, int place, Answer answer) {
        try {
            return database.write(session -> answer(session, userId, new AnswerRepository.Place(jobId, place), answer));
        } catch (ConstraintViolation violation) {
            if (violation.type() == ConstraintViolation.Type.UNIQUE) {
                throw Problem.conflict("import_changed", "Somebody added such a book at this moment; answer again.");
            }
            throw violation;
        }
    }

    private ImportItem answer(Session session, UUID userId, AnswerRepository.Place row, Answer answer) {
        ImportJob job = jobs.lock(session, row.jobId(), userId).orElseThrow(Problem::notFound);
        ImportItem item = jobs.items().find(session, row.jobId(), row.place()).orElseThrow(Problem::notFound);
        demandWaiting(job, item, answer);
        Mapping mapping = item.mapping();
        BookDraft asked = mapping.draft().book();
        Verdict verdict = verdict(session, userId, mapping, answer);
        boolean added = answer.newBook() && verdict.userbookId() != null;
        Answer kept =
                added ? answer.with(answers.bookOf(session, Objects.requireNonNull(verdict.userbookId()))) : answer;
        jobs.items().decide(session, row.jobId(), Map.of(row.place(), verdict));
        answers.write(session, row, kept, asked);
        Map<Outcome, Integer> counts = new EnumMap<>(Outcome.class);
        counts.putAll(job.counts());
        counts.merge(Outcome.NEEDS_REVIEW, -1, Integer::sum);
        counts.merge(verdict.outcome(), 1, Integer::sum);
        counts.values().removeIf(count -> count == 0);
        jobs.counted(session, row.jobId(), counts);
        return item.with(verdict);
    }

    private static void demandWaiting(ImportJob job, ImportItem item, Answer answer) {
        if (!job.status().isFinal()) {
            throw Problem.conflict("import_running", "The import has not ended. Answer when it has.");
        }
        if (job.dryRun() || job.status() == ImportJob.Status.UNDONE) {
            throw Problem.conflict("nothing_imported", "These rows are not imported; there is nothing to answer yet.");
        }
        if (item.outcome() != Outcome.NEEDS_REVIEW) {
            throw Problem.conflict("not_waiting", "This row does not wait for an answer.");
        }
        if (answer.bookId() != null && !item.candidates().contains(answer.bookId())) {
            throw Problem.invalid("/book_id", "candidate", "This book is none of those that the row may mean.");
        }
    }

    private Verdict verdict(Session session, UUID userId, Mapping mapping, Answer answer) {
        if (answer.skip()) {
            return Verdict.leftOut("answered", "Left out, as you answered.");
        }
        Optional<Intake.Result> result = taking.takeAs(session, userId, mapping.draft(), answer.bookId());
        return Verdict.of(
                result.orElseThrow(() -> Problem.conflict("book_gone", "This book is not there any more.")),
                mapping.notes(),
                false);
    }
}
