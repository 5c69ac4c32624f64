package dev.colophon.shelf.item;

import dev.colophon.account.audience.Visibility;
import dev.colophon.catalogue.BookView;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.Read.Outcome;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.history.HistoryLine;
import dev.colophon.shelf.item.ItemView.Fact;
import dev.colophon.shelf.item.ItemView.ReadLine;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns an entry and its book into what the page shows. */
final class ItemViews {
    /** Of each read; the rest of it is on a page of its own. */
    static final int HISTORY_SHOWN = 30;

    private ItemViews() {}

    static List<Fact> facts(BookView book, Dates dates) {
        List<Fact> facts = new ArrayList<>();
        add(facts, "Published", book.publishedOn() == null ? null : dates.partial(book.publishedOn()));
        add(facts, "Publisher", book.publisher());
        add(facts, "First published", book.originalYear());
        add(facts, "Pages", book.pageCount());
        add(facts, "Length", book.durationSeconds() == null ? null : length(book.durationSeconds()));
        add(facts, "Language", book.language() == null ? null : language(book.language(), dates.locale()));
        add(facts, "ISBN", book.isbn13());
        return facts;
    }

    private static String length(int seconds) {
        var length = Duration.ofSeconds(seconds);
        String minutes = length.toMinutesPart() + " min";
        return length.toHours() == 0 ? minutes : length.toHours() + " h " + minutes;
    }

    private static String language(String tag, Locale locale) {
        String name = Locale.forLanguageTag(tag).getDisplayName(locale);
        return name.isEmpty() ? tag : name;
    }

    private static void add(List<Fact> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(name, value.toString()));
        }
    }

    /**
     * What can be edited.
     *
     * @param typed what could not be stored and is shown again; empty when nothing was
     * @param section where it was typed
     * @param conflict whether something else was stored meanwhile
     */
    static ItemView.Editing editing(
            EntryView entry,
            List<String> known,
            Map<String, String> typed,
            @Nullable FactSection section,
            boolean conflict) {
        EntryFacts facts = entry.facts();
        Map<String, String> values = new HashMap<>(FactFields.of(facts));
        Map<String, String> stored = new HashMap<>();
        typed.forEach((field, text) -> {
            String other = Objects.requireNonNullElse(values.put(field, text), "");
            if (conflict && !other.strip().equals(text.strip())) {
                stored.put(field, other);
            }
        });
        Map<String, String> seen = new HashMap<>();
        for (FactSection each : FactSection.values()) {
            seen.put(wire(each), each.seen(facts));
        }
        return new ItemView.Editing(
                values,
                stored,
                seen,
                section == null ? "" : wire(section),
                Map.of("format", formats(values), "ownership", ownerships(values), "visibility", visibilities(values)),
                List.of(entry.tags().as(String[].class)),
                known);
    }

    private static List<Choice> formats(Map<String, String> values) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", "–", values.get("format")));
        for (Format format : Format.values()) {
            choices.add(choice(wire(format), Labels.of(format), values.get("format")));
        }
        return choices;
    }

    private static List<Choice> ownerships(Map<String, String> values) {
        return Stream.of(Ownership.values())
                .map(one -> choice(wire(one), label(one), values.get("ownership")))
                .toList();
    }

    private static List<Choice> visibilities(Map<String, String> values) {
        return Stream.of(Visibility.values())
                .map(one -> choice(wire(one), one.label(), values.get("visibility")))
                .toList();
    }

    private static String label(Ownership ownership) {
        return switch (ownership) {
            case NONE -> "–";
            case OWNED -> "I own it";
            case BORROWED -> "Borrowed from somebody";
            case LENT -> "Mine, lent to somebody";
            case WISHLIST -> "On my wish list";
        };
    }

    static List<Choice> statuses(Status chosen) {
        return Stream.of(Status.values())
                .map(one -> choice(wire(one), Labels.of(one), wire(chosen)))
                .toList();
    }

    /**
     * @param progress of each read at most one more than is shown
     */
    static List<ReadLine> reads(EntryView entry, Map<UUID, List<ReadingProgress>> progress, Dates dates) {
        var length = Length.of(entry.book());
        return entry.reads().reversed().stream()
                .map(read -> read(
                        read,
                        progress.getOrDefault(read.id(), List.of()).stream()
                                .map(one -> HistoryLine.of(one, entry.id(), length, dates))
                                .toList(),
                        HistoryLine.whole(entry.id(), read.id()),
                        dates))
                .toList();
    }

    private static ReadLine read(Read read, List<HistoryLine> history, String whole, Dates dates) {
        String outcome = read.outcome() == null ? "" : wire(read.outcome());
        return new ReadLine(
                read.id().toString(),
                Labels.of(read, dates),
                Objects.toString(read.startedOn(), ""),
                Objects.toString(read.finishedOn(), ""),
                outcomes(outcome),
                read.isOpen(),
                history.stream().limit(HISTORY_SHOWN).toList(),
                history.size() > HISTORY_SHOWN ? whole : null);
    }

    static List<Choice> outcomes(String chosen) {
        return List.of(
                choice("", "Still reading", chosen),
                choice(wire(Outcome.FINISHED), "Finished", chosen),
                choice(wire(Outcome.DNF), "Given up", chosen));
    }

    static Choice choice(String value, String label, @Nullable String chosen) {
        return new Choice(value, label, value.equals(chosen));
    }

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
