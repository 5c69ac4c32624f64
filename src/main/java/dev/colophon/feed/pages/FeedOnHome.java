package dev.colophon.feed.pages;

import dev.colophon.feed.Journal;
import dev.colophon.shelf.home.HomeSection;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Caller;
import java.util.List;
import java.util.Map;

/** What those did last whom the reader follows, on the home page. */
public final class FeedOnHome implements HomeSection {
    private static final int SHOWN = 5;

    private final Journal journal;

    public FeedOnHome(Journal journal) {
        this.journal = journal;
    }

    @Override
    public Page of(Caller reader, Dates dates) {
        List<JournalLine> lines = journal.feed(reader.id(), List.of(), SHOWN).items().stream()
                .map(one -> JournalLine.of(one, dates))
                .toList();
        return new Page("feed/pages/home.jte", Map.of("lines", lines));
    }
}
