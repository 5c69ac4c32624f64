package dev.colophon.shelf.intake;

import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Standing;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.TagRepository;
import dev.colophon.text.FieldRules;
import dev.colophon.text.TextKey;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a reader says about a book of theirs. Dates are calendar days and never invented: unknown is
 * null. A tag named twice counts once. Flat, for pending rows of imports are stored as its JSON.
 *
 * @param rating quarter stars, 1 to 20
 * @param tags in the reader's order
 * @param reads oldest first; an open read has no outcome
 */
public record ShelfDraft(
        Status status,
        @Nullable Format format,
        Ownership ownership,
        int copies,
        @Nullable String condition,
        @Nullable Integer rating,
        @Nullable String review,
        boolean reviewSpoiler,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn,
        List<Tag> tags,
        List<Read> reads) {

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public ShelfDraft {
        var rules = new FieldRules();
        tags = tags(rules, tags);
        rules.atMost("/reads", reads.size(), Standing.MAX_READS);
        for (int index = 0; index < reads.size(); index++) {
            rules.date("/reads/" + index + "/started_on", reads.get(index).startedOn());
            rules.date("/reads/" + index + "/finished_on", reads.get(index).finishedOn());
        }
        reads = List.copyOf(reads);
        rules.done();
    }

    /** Of what other systems know; the rest of the facts is left out. */
    public static ShelfDraft of(Status status, EntryFacts facts, List<Tag> tags, List<Read> reads) {
        return new ShelfDraft(
                status,
                facts.format(),
                facts.ownership(),
                facts.copies(),
                facts.condition(),
                facts.rating() == null ? null : facts.rating().quarters(),
                facts.review(),
                facts.reviewSpoiler(),
                facts.privateNote(),
                facts.addedOn(),
                tags,
                reads);
    }

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public EntryFacts facts() {
        return EntryFacts.NONE.with(facts -> {
            facts.format = format;
            facts.ownership = ownership;
            facts.copies = copies;
            facts.condition = condition;
            facts.rating = Rating.of(rating);
            facts.review = review;
            facts.reviewSpoiler = reviewSpoiler;
            facts.privateNote = privateNote;
            facts.addedOn = addedOn;
        });
    }

    /**
     * @param position place inside the tag's list, if the source knows it
     */
    public record Tag(String name, @Nullable Integer position) {}

    /**
     * @param outcome null while the read is open
     */
    public record Read(
            @Nullable LocalDate startedOn,
            @Nullable LocalDate finishedOn,
            @Nullable Outcome outcome) {}

    private static List<Tag> tags(FieldRules rules, List<Tag> given) {
        rules.atMost("/tags", given.size(), TagRepository.MAX_TAGS);
        Set<String> seen = new HashSet<>();
        List<Tag> kept = new ArrayList<>();
        for (int index = 0; index < Math.min(given.size(), TagRepository.MAX_TAGS); index++) {
            String name =
                    TagRepository.name(rules, "/tags/" + index, given.get(index).name());
            if (seen.add(TextKey.of(name))) {
                kept.add(new Tag(name, given.get(index).position()));
            }
        }
        return List.copyOf(kept);
    }
}
