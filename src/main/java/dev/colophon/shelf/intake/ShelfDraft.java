package dev.colophon.shelf.intake;

import dev.colophon.shelf.Format;
import dev.colophon.shelf.Ownership;
import dev.colophon.shelf.Rating;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.Tags;
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
 * null. Making one collapses spaces; a tag named twice counts once.
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
        @Nullable Integer rating,
        @Nullable String review,
        boolean reviewSpoiler,
        @Nullable String privateNote,
        @Nullable LocalDate addedOn,
        List<Tag> tags,
        List<Read> reads) {

    public static final int MAX_COPIES = 10_000;
    public static final int MAX_TAGS = 200;
    public static final int MAX_READS = 1_000;

    /**
     * @throws dev.colophon.problem.Problem of kind INVALID that names every field in error
     */
    public ShelfDraft {
        var rules = new FieldRules();
        rules.range("/copies", copies, 0, MAX_COPIES);
        rules.range("/rating", rating, Rating.LEAST, Rating.MOST);
        review = rules.text("/review", review, FieldRules.LONG_TEXT);
        privateNote = rules.text("/private_note", privateNote, FieldRules.LONG_TEXT);
        rules.date("/added_on", addedOn);
        tags = tags(rules, tags);
        rules.atMost("/reads", reads.size(), MAX_READS);
        for (int index = 0; index < reads.size(); index++) {
            rules.date("/reads/" + index + "/started_on", reads.get(index).startedOn());
            rules.date("/reads/" + index + "/finished_on", reads.get(index).finishedOn());
        }
        reads = List.copyOf(reads);
        rules.done();
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

    /** How a read ended. */
    public enum Outcome {
        FINISHED,
        DNF
    }

    private static List<Tag> tags(FieldRules rules, List<Tag> given) {
        rules.atMost("/tags", given.size(), MAX_TAGS);
        Set<String> seen = new HashSet<>();
        List<Tag> kept = new ArrayList<>();
        for (int index = 0; index < Math.min(given.size(), MAX_TAGS); index++) {
            String name = Tags.name(rules, "/tags/" + index, given.get(index).name());
            if (seen.add(TextKey.of(name))) {
                kept.add(new Tag(name, given.get(index).position()));
            }
        }
        return List.copyOf(kept);
    }
}
