package dev.colophon.transfer.export.table;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.catalogue.BookDraft.SeriesPosition;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What cells say of a book; texts may still look like formulas. */
record BookCells(BookDraft book) {
    private static final Pattern SUFFIX = Pattern.compile("(?i)(.+) (jr\\.?|sr\\.?|i{2,3}|iv|ph\\.?d\\.?)");

    /** With its series in brackets, if they have numbers: {@code The Wyrd Sisters (Discworld, #6)}. */
    String titleWithSeries() {
        String series = book.series().stream()
                .filter(one -> one.position() != null)
                .map(BookCells::numbered)
                .collect(Collectors.joining("; "));
        return series.isEmpty() ? book.title() : book.title() + " (" + series + ")";
    }

    private static String numbered(SeriesPosition one) {
        return one.name() + ", #" + one.position();
    }

    /** Empty when nobody is named. */
    String author() {
        return people().map(Contributor::name).findFirst().orElse("");
    }

    /** Surname first. */
    String authorLastFirst() {
        String name = author();
        var suffixed = SUFFIX.matcher(name);
        String plain = suffixed.matches() ? suffixed.group(1) : name;
        int space = plain.lastIndexOf(' ');
        if (space < 0 || name.indexOf(',') >= 0) {
            return name;
        }
        String rest = suffixed.matches() ? " " + suffixed.group(2) : "";
        return plain.substring(space + 1) + rest + ", " + plain.substring(0, space);
    }

    String otherPeople() {
        return people().skip(1).map(Contributor::name).collect(Collectors.joining(", "));
    }

    /** Authors before all others, as the key of a book has it. */
    private Stream<Contributor> people() {
        List<Contributor> all = book.contributors();
        return Stream.concat(
                all.stream().filter(one -> one.role() == Role.AUTHOR),
                all.stream().filter(one -> one.role() != Role.AUTHOR));
    }

    String yearPublished() {
        String day = book.publishedOn();
        return day == null ? "" : String.valueOf(Integer.parseInt(day.substring(0, 4)));
    }

    /** A number or a text that may be unknown. */
    static String orEmpty(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
