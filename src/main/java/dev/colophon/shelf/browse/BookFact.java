package dev.colophon.shelf.browse;

import dev.colophon.catalogue.BookView;
import dev.colophon.web.page.Dates;
import dev.colophon.web.page.Texts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One line about a book, such as its publisher. */
public record BookFact(String name, String value) {

    /** What the catalogue knows of a book; what is unknown has no line. */
    public static List<BookFact> of(BookView book, Dates dates) {
        Texts texts = dates.texts();
        List<BookFact> facts = new ArrayList<>();
        String published = book.publishedOn();
        Integer pages = book.pageCount();
        Integer seconds = book.durationSeconds();
        String language = book.language();
        add(facts, texts.text("shelf.fact.published"), published == null ? null : dates.partial(published));
        add(facts, texts.text("shelf.fact.publisher"), book.publisher());
        add(facts, texts.text("shelf.fact.first_published"), book.originalYear());
        add(facts, texts.text("shelf.fact.pages"), pages == null ? null : texts.number(pages));
        add(facts, texts.text("shelf.fact.length"), seconds == null ? null : length(seconds, texts));
        add(facts, texts.text("shelf.fact.language"), language == null ? null : language(language, dates.locale()));
        add(facts, texts.text("shelf.field.isbn"), book.isbn13());
        return facts;
    }

    private static void add(List<BookFact> facts, String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new BookFact(name, value.toString()));
        }
    }

    private static String length(int seconds, Texts texts) {
        var length = Duration.ofSeconds(seconds);
        return length.toHours() == 0
                ? texts.text("shelf.fact.minutes", length.toMinutesPart())
                : texts.text("shelf.fact.hours", length.toHours(), length.toMinutesPart());
    }

    private static String language(String tag, Locale locale) {
        String name = Locale.forLanguageTag(tag).getDisplayName(locale);
        return name.isEmpty() ? tag : name;
    }
}
