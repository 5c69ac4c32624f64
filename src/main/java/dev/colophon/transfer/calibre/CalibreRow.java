package dev.colophon.transfer.calibre;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import dev.colophon.catalogue.Isbn;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.EntryFacts.Format;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.transfer.cell.AuthorNames;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.fact.BookCells;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.fact.NameCells;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One row of a catalogue that Calibre made of a library of files. It tells what its reader owns and
 * not what they have read.
 */
public final class CalibreRow implements RowMapper {
    /** What Calibre calls a system, and our scheme. */
    private static final Map<String, String> SCHEMES = Map.of(
            "goodreads", "goodreads",
            "google", "google",
            "amazon", "asin",
            "mobi-asin", "asin",
            "asin", "asin",
            "openlibrary", "openlibrary",
            "oclc", "oclc",
            "storygraph", "storygraph");

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.TIMESTAMP);
    }

    @Override
    public String title(RowCells cells) {
        return cells.text(Column.TITLE);
    }

    @Override
    public BookDraft book(RowCells cells) {
        Map<String, String> identifiers = identifiers(cells);
        String isbn = IsbnCells.isbn13(cells, Column.ISBN);
        String other = IsbnCells.find(identifiers.getOrDefault("isbn", ""))
                .map(Isbn::isbn13)
                .orElse(null);
        return BookDraft.titled(BookCells.title(cells, Column.TITLE), facts -> {
            facts.contributors = contributors(cells);
            facts.series = series(cells);
            facts.isbn13 = isbn == null ? other : isbn;
            facts.identifiers = schemes(cells, identifiers);
            facts.publisher = cells.line(Column.PUBLISHER, BookDraft.MAX_NAME);
            facts.publishedOn = BookCells.published(cells, Column.PUBDATE);
            facts.language = BookCells.language(cells, Column.LANGUAGES);
            facts.description = BookCells.description(cells, Column.COMMENTS);
        });
    }

    private static List<Contributor> contributors(RowCells cells) {
        String names = cells.text(Column.AUTHORS);
        List<Contributor> people = new ArrayList<>();
        for (String name : AuthorNames.split(names, names.contains("&") ? "&" : ",")) {
            NameCells.add(cells, Column.AUTHORS, name, "", people);
        }
        return people;
    }

    private static List<SeriesPosition> series(RowCells cells) {
        String name = cells.line(Column.SERIES, BookDraft.MAX_NAME);
        String index = cells.text(Column.SERIES_INDEX).replaceFirst("\\.0+$", "");
        return name == null
                ? List.of()
                : List.of(new SeriesPosition(name, index.isEmpty() || index.length() > 40 ? null : index));
    }

    /** {@code isbn:9780804429573,goodreads:12}, by what Calibre calls them. */
    private static Map<String, String> identifiers(RowCells cells) {
        Map<String, String> found = new TreeMap<>();
        for (String part : cells.text(Column.IDENTIFIERS).split(",")) {
            int colon = part.indexOf(':');
            if (colon > 0 && colon < part.length() - 1) {
                String name = part.substring(0, colon).strip().toLowerCase(Locale.ROOT);
                found.putIfAbsent(
                        name.startsWith("amazon") ? "amazon" : name,
                        part.substring(colon + 1).strip());
            }
        }
        return found;
    }

    private static Map<String, String> schemes(RowCells cells, Map<String, String> identifiers) {
        Map<String, String> schemes = new TreeMap<>();
        identifiers.forEach((name, value) -> {
            String scheme = SCHEMES.get(name);
            if (scheme != null && value.matches("\\S{1,100}")) {
                schemes.putIfAbsent(scheme, value);
            }
        });
        String uuid = cells.text(Column.UUID);
        if (uuid.matches("[0-9a-fA-F-]{36}")) {
            schemes.put("calibre", uuid.toLowerCase(Locale.ROOT));
        }
        return schemes;
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = format(cells);
            ShelfCells.owned(facts, true);
            ShelfCells.rating(facts, cells, Column.RATING);
            facts.addedOn = cells.date(Column.TIMESTAMP);
        });
        return ShelfDraft.of(
                Status.WANT,
                said,
                TagCells.tags(cells, Column.TAGS, TagCells.names(cells.text(Column.TAGS), ",")),
                List.of());
    }

    /** Files whose kind has no other name are e-books all the same. */
    private static @Nullable Format format(RowCells cells) {
        Format named = BindingName.format(cells.text(Column.FORMATS));
        return named == Format.OTHER ? Format.EBOOK : named;
    }
}
