package dev.colophon.transfer.librarything;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.shelf.EntryFacts;
import dev.colophon.shelf.Status;
import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.HtmlText;
import dev.colophon.transfer.cell.AuthorNames;
import dev.colophon.transfer.cell.BindingName;
import dev.colophon.transfer.fact.BookCells;
import dev.colophon.transfer.fact.BookCells.Identifier;
import dev.colophon.transfer.fact.IsbnCells;
import dev.colophon.transfer.fact.NameCells;
import dev.colophon.transfer.fact.ReadHistory;
import dev.colophon.transfer.fact.ShelfCells;
import dev.colophon.transfer.fact.TagCells;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import dev.colophon.transfer.row.RowMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of a LibraryThing export, as table or as JSON: a copy in somebody's library. Its
 * collections tell what the reader does with it; the number of a work is that of all editions and
 * therefore names no book.
 */
public final class LibraryThingRow implements RowMapper {
    private static final Map<String, Identifier> IDENTIFIERS = Map.of(
            "librarything_book", Identifier.of(Column.BOOK_ID, Identifier.NUMBER),
            "oclc", Identifier.of(Column.OCLC, Identifier.NUMBER),
            "asin", Identifier.of(Column.ASIN, "B[A-Z0-9]{9}"));

    @Override
    public List<? extends NamedColumn> columns() {
        return List.of(Column.values());
    }

    @Override
    public List<? extends NamedColumn> dates() {
        return List.of(Column.DATE_STARTED, Column.DATE_READ, Column.ENTRY_DATE);
    }

    @Override
    public String title(RowCells cells) {
        return decoded(cells, Column.TITLE);
    }

    @Override
    public BookDraft book(RowCells cells) {
        String title = cells.bounded(Column.TITLE, title(cells), BookDraft.MAX_TITLE);
        return BookDraft.titled(title, facts -> {
            facts.contributors = contributors(cells);
            facts.series = BookCells.series(cells, Column.SERIES);
            facts.isbn13 = isbn(cells);
            facts.identifiers = BookCells.identifiers(cells, IDENTIFIERS);
            facts.publisher = publisher(cells);
            facts.publishedOn = BookCells.published(cells, Column.DATE);
            facts.pageCount = BookCells.pages(cells, Column.PAGE_COUNT);
            facts.language = BookCells.language(cells, Column.LANGUAGES);
        });
    }

    /** JSON has the entities of HTML in its texts. */
    private static String decoded(RowCells cells, NamedColumn column) {
        String text = cells.text(column);
        return text.matches(".*&#?\\w+;.*") ? HtmlText.plain(text.replace("<", "&lt;")) : text;
    }

    private static List<Contributor> contributors(RowCells cells) {
        List<Contributor> people = new ArrayList<>();
        add(cells, Column.PRIMARY_AUTHOR, Column.PRIMARY_AUTHOR_ROLE, people);
        add(cells, Column.SECONDARY_AUTHOR, Column.SECONDARY_AUTHOR_ROLES, people);
        return people;
    }

    private static void add(RowCells cells, NamedColumn names, NamedColumn roles, List<Contributor> people) {
        String[] parts = cells.text(roles).split("\\|", -1);
        int place = 0;
        for (String name : AuthorNames.split(decoded(cells, names), "\\|")) {
            NameCells.add(
                    cells, names, AuthorNames.firstNameFirst(name), place < parts.length ? parts[place] : "", people);
            place++;
        }
    }

    private static @Nullable String isbn(RowCells cells) {
        for (NamedColumn column : List.of(Column.ISBN, Column.ISBNS)) {
            for (String part : cells.text(column).replaceAll("[\\[\\]]", "").split("[,|]")) {
                var isbn = IsbnCells.find(part.strip());
                if (isbn.isPresent()) {
                    return isbn.get().isbn13();
                }
            }
        }
        return null;
    }

    /** From {@code Muster Press (2004), Edition: 2, 100 pages}. */
    private static @Nullable String publisher(RowCells cells) {
        String text = decoded(cells, Column.PUBLICATION);
        String name = text.split("\\s*\\(|,\\s*Edition:", 2)[0].strip();
        return name.isEmpty() || name.matches("\\d+ pages")
                ? null
                : cells.bounded(Column.PUBLICATION, name, BookDraft.MAX_NAME);
    }

    @Override
    public ShelfDraft shelf(RowCells cells) {
        Holding holding = Holding.of(decoded(cells, Column.COLLECTIONS));
        LocalDate started = date(cells, Column.DATE_STARTED);
        LocalDate read = date(cells, Column.DATE_READ);
        Status status = holding.status(started, read);
        EntryFacts said = EntryFacts.NONE.with(facts -> {
            facts.format = BindingName.format(cells.text(Column.MEDIA));
            holding.own(facts, cells);
            ShelfCells.rating(facts, cells, Column.RATING);
            ShelfCells.review(facts, cells, Column.REVIEW, false);
            facts.privateNote = ShelfCells.privateNote(cells, Column.PRIVATE_COMMENT, Column.COMMENT);
            facts.addedOn = date(cells, Column.ENTRY_DATE);
        });
        return ShelfDraft.of(
                status,
                said,
                TagCells.tags(cells, Column.TAGS, holding.tags(decoded(cells, Column.TAGS))),
                new ReadHistory(cells, Column.DATE_STARTED).add(started, read).complete(status, 0));
    }

    /** In brackets, of several reads the last. */
    private static @Nullable LocalDate date(RowCells cells, NamedColumn column) {
        String text = cells.text(column).replaceAll("[\\[\\]]", "").strip();
        String last = text.substring(text.lastIndexOf('|') + 1).strip();
        LocalDate day = last.isEmpty() ? null : cells.day(last);
        if (day == null && !last.isEmpty()) {
            cells.note(column, "is not a full date; it was kept in the raw row only");
        }
        return day;
    }
}
