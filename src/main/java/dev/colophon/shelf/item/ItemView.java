package dev.colophon.shelf.item;

import dev.colophon.catalogue.BookView;
import dev.colophon.catalogue.browse.IdentifierLinks;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.browse.BookFact;
import dev.colophon.shelf.history.HistoryLine;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.shelf.pages.Cover;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.pages.ShelfViews;
import dev.colophon.web.page.Texts;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the page of one book on the shelf shows: what the catalogue knows, where the reader stands,
 * and what they say of it.
 *
 * @param asks whether the reader has just finished and is asked what they thought
 * @param notice what went wrong, or what to know
 */
record ItemView(
        EntryView entry,
        BookView book,
        List<BookFact> facts,
        Standing standing,
        Editing editing,
        List<ReadLine> reads,
        boolean asks,
        @Nullable Notice notice) {

    String path() {
        return "/shelf/" + entry.id();
    }

    String title() {
        return book.title();
    }

    Cover cover() {
        return Cover.of(entry.book());
    }

    /** What other systems call the book. */
    @SuppressWarnings("unchecked")
    List<IdentifierLinks.Link> identifiers() {
        return IdentifierLinks.of(book.identifiers().as(Map.class));
    }

    String tagHref(String tag) {
        return ShelfViews.tagHref(tag);
    }

    List<Choice> newOutcomes(Texts texts) {
        return Choices.outcomes(Outcome.FINISHED, texts);
    }

    List<CopyField> copyFields() {
        return CopyField.ALL;
    }

    /** What is said of the copy, in a line. */
    String copyInWords() {
        return CopyField.ALL.stream()
                .filter(field -> CopyField.IN_WORDS.contains(field.name()))
                .filter(field -> !editing.value(field.name()).isEmpty())
                .map(field -> editing.shown(field.name()))
                .filter(text -> !text.equals("–"))
                .collect(Collectors.joining(" · "));
    }

    /**
     * A field of the form about the reader's copy.
     *
     * @param name the end of its key among the texts, too
     * @param type of the control
     * @param most characters, or copies
     */
    record CopyField(String name, String type, int most) {
        private static final List<String> IN_WORDS = List.of("format", "ownership", "location", "lent_to");
        private static final List<CopyField> ALL = List.of(
                new CopyField("format", "select", 0),
                new CopyField("ownership", "select", 0),
                new CopyField("copies", "number", EntryFacts.MAX_COPIES),
                new CopyField("condition", "text", EntryFacts.MAX_CONDITION),
                new CopyField("location", "text", EntryFacts.MAX_NAME),
                new CopyField("lent_to", "text", EntryFacts.MAX_NAME),
                new CopyField("added_on", "date", 0));
    }

    /**
     * Said above everything else.
     *
     * @param wrong whether something was not done
     */
    record Notice(String text, boolean wrong) {}

    /**
     * Where the reader stands.
     *
     * @param since such as "reading for 12 days"; empty unless it is under way
     * @param statuses what one press changes it to
     * @param rating as it is set
     * @param stars the same for the eye, empty without a rating
     * @param starsText the same for who cannot see it
     */
    record Standing(
            boolean underWay,
            String since,
            @Nullable HistoryLine latest,
            List<Choice> statuses,
            List<Choice> units,
            RatingField rating,
            String stars,
            String starsText) {}

    /**
     * One read, to be looked at and edited; the days as forms take them.
     *
     * @param history how far the reader had come in it, latest first
     * @param whole where the rest of the history is; null when this is all
     */
    record ReadLine(
            String id,
            String text,
            String startedOn,
            String finishedOn,
            List<Choice> outcomes,
            boolean open,
            List<HistoryLine> history,
            @Nullable String whole) {}

    /**
     * What can be edited, as forms show it: what is stored, or what was typed when that could not be
     * stored.
     *
     * @param values by field
     * @param stored what is stored of the fields in which something else was typed; empty but for a conflict
     * @param seen by section
     * @param open the section to show unfolded; empty when none is
     * @param choices of the fields that are selects
     * @param tags of this book
     * @param knownTags of the reader, for completion
     */
    record Editing(
            Map<String, String> values,
            Map<String, String> stored,
            Map<String, String> seen,
            String open,
            Map<String, List<Choice>> choices,
            List<String> tags,
            List<String> knownTags) {

        String value(String field) {
            return values.getOrDefault(field, "");
        }

        boolean ticked(String field) {
            return "true".equals(values.get(field));
        }

        /** Null unless something else is stored. */
        @Nullable
        String stored(String field) {
            return stored.get(field);
        }

        /** What is chosen or typed, as the page shows it. */
        String shown(String field) {
            return label(field, value(field));
        }

        /** What is stored of a field, as the page shows it; empty when it is nothing. */
        String label(String field) {
            return label(field, stored.getOrDefault(field, ""));
        }

        private String label(String field, String value) {
            return choices(field).stream()
                    .filter(choice -> choice.value().equals(value))
                    .map(Choice::label)
                    .findFirst()
                    .orElse(value);
        }

        List<Choice> choices(String field) {
            return choices.getOrDefault(field, List.of());
        }

        boolean isOpen(String section) {
            return open.equals(section);
        }
    }
}
