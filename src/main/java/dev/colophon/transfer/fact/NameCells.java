package dev.colophon.transfer.fact;

import dev.colophon.catalogue.BookDraft;
import dev.colophon.catalogue.BookDraft.Contributor;
import dev.colophon.catalogue.BookDraft.Role;
import dev.colophon.transfer.cell.AuthorNames;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The people of a book from cells such as {@code Ida Muster, Max Probe (Translator)}. */
public final class NameCells {
    private static final Pattern WITH_ROLE = Pattern.compile("(.+?)\\s*\\(([^()]{1,60})\\)");

    private static final Map<String, Role> ROLES = Map.ofEntries(
            Map.entry("", Role.AUTHOR),
            Map.entry("author", Role.AUTHOR),
            Map.entry("writer", Role.AUTHOR),
            Map.entry("co-author", Role.AUTHOR),
            Map.entry("translator", Role.TRANSLATOR),
            Map.entry("narrator", Role.NARRATOR),
            Map.entry("reader", Role.NARRATOR),
            Map.entry("illustrator", Role.ILLUSTRATOR),
            Map.entry("artist", Role.ILLUSTRATOR),
            Map.entry("editor", Role.EDITOR));

    private NameCells() {}

    /** Everybody named in the columns, in their order; names are parted by commas. */
    public static List<Contributor> contributors(RowCells cells, NamedColumn... columns) {
        List<Contributor> people = new ArrayList<>();
        for (NamedColumn column : columns) {
            for (String name : AuthorNames.split(cells.text(column), ",")) {
                add(cells, column, name, people);
            }
        }
        return people;
    }

    private static void add(RowCells cells, NamedColumn column, String name, List<Contributor> people) {
        Matcher matcher = WITH_ROLE.matcher(name);
        if (matcher.matches()) {
            add(cells, column, matcher.group(1), matcher.group(2), people);
        } else {
            add(cells, column, name, "", people);
        }
    }

    /**
     * Adds one person.
     *
     * @param role as the system says it; of other parts than a catalogue knows it is noted that
     *     they were left out
     */
    public static void add(RowCells cells, NamedColumn column, String name, String role, List<Contributor> people) {
        Role known = ROLES.get(role.strip().toLowerCase(Locale.ROOT));
        if (known == null) {
            cells.note(column, "names somebody whose part in the book is not kept here; left in the raw row only");
        } else if (people.size() == BookDraft.MAX_CONTRIBUTORS) {
            cells.note(column, "names more than " + BookDraft.MAX_CONTRIBUTORS + " people; the rest is left");
        } else {
            people.add(new Contributor(cells.bounded(column, name, BookDraft.MAX_NAME), known));
        }
    }
}
