package dev.colophon.shelf.item;

import dev.colophon.account.audience.Visibility;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.EntryFacts.Ownership;
import dev.colophon.shelf.EntryView;
import dev.colophon.shelf.Read;
import dev.colophon.shelf.history.HistoryLine;
import dev.colophon.shelf.item.ItemPage.Extra;
import dev.colophon.shelf.item.ItemView.ReadLine;
import dev.colophon.shelf.pages.Choices;
import dev.colophon.shelf.pages.Labels;
import dev.colophon.shelf.pages.ShelfView.Choice;
import dev.colophon.shelf.progress.Length;
import dev.colophon.shelf.progress.ReadingProgress;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
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

    /**
     * What can be edited.
     *
     * @param known the reader's tags, for completion
     */
    static ItemView.Editing editing(EntryView entry, List<String> known, Extra extra, Texts texts) {
        EntryFacts facts = entry.facts();
        Map<String, String> values = new HashMap<>(FactFields.of(facts));
        Map<String, String> stored = new HashMap<>();
        extra.typed().forEach((field, text) -> {
            String other = Objects.requireNonNullElse(values.put(field, text), "");
            if (extra.conflict() && !other.strip().equals(text.strip())) {
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
                extra.section() == null ? "" : wire(extra.section()),
                Map.of(
                        "format", formats(values, texts),
                        "ownership", ownerships(values, texts),
                        "visibility", visibilities(values, texts)),
                List.of(entry.tags().as(String[].class)),
                known);
    }

    private static List<Choice> formats(Map<String, String> values, Texts texts) {
        List<Choice> choices = new ArrayList<>();
        choices.add(choice("", "–", values.get("format")));
        for (Format format : Format.values()) {
            choices.add(choice(wire(format), Labels.of(format, texts), values.get("format")));
        }
        return choices;
    }

    private static List<Choice> ownerships(Map<String, String> values, Texts texts) {
        return Stream.of(Ownership.values())
                .map(one -> choice(wire(one), label(one, texts), values.get("ownership")))
                .toList();
    }

    private static List<Choice> visibilities(Map<String, String> values, Texts texts) {
        return Stream.of(Visibility.values())
                .map(one -> choice(wire(one), texts.text("account.visibility." + wire(one)), values.get("visibility")))
                .toList();
    }

    private static String label(Ownership ownership, Texts texts) {
        return ownership == Ownership.NONE ? "–" : texts.text("shelf.ownership." + wire(ownership));
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
        return new ReadLine(
                read.id().toString(),
                Labels.of(read, dates),
                Objects.toString(read.startedOn(), ""),
                Objects.toString(read.finishedOn(), ""),
                Choices.outcomes(read.outcome(), dates.texts()),
                read.isOpen(),
                history.stream().limit(HISTORY_SHOWN).toList(),
                history.size() > HISTORY_SHOWN ? whole : null);
    }

    static Choice choice(String value, String label, @Nullable String chosen) {
        return new Choice(value, label, value.equals(chosen));
    }

    static String wire(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
