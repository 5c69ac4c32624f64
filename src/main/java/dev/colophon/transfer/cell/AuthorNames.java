package dev.colophon.transfer.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the people of a book, from the cells that hold them. */
public final class AuthorNames {
    /** After a comma that parts no two people. */
    private static final Pattern SUFFIX = Pattern.compile("(?i)jr\\.?|sr\\.?|i{2,3}|iv|ph\\.?d\\.?");

    private AuthorNames() {}

    /**
     * The first author, then the others in their order.
     *
     * @param author as on the title page
     * @param lastFirst the same with the last name first; it counts when the other cell is empty
     * @param additional parted by commas
     */
    public static List<String> of(String author, String lastFirst, String additional) {
        List<String> names = new ArrayList<>();
        names.add(author.isEmpty() ? firstNameFirst(lastFirst) : author);
        for (String part : additional.split(",")) {
            add(names, part.strip(), 1);
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    /**
     * The names in a cell, in their order.
     *
     * @param separator a regular expression
     */
    public static List<String> split(String cell, String separator) {
        List<String> names = new ArrayList<>();
        for (String part : cell.split(separator)) {
            add(names, part.strip(), 0);
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    /** A suffix goes to the name before it, unless that is one of the first, which are whole. */
    private static void add(List<String> names, String name, int whole) {
        if (SUFFIX.matcher(name).matches() && names.size() > whole) {
            names.add(names.removeLast() + ", " + name);
        } else {
            names.add(name);
        }
    }

    /** {@code Ida Muster} for {@code Muster, Ida}. */
    public static String firstNameFirst(String name) {
        int comma = name.indexOf(',');
        return comma < 0 ? name : (name.substring(comma + 1).strip() + " " + name.substring(0, comma)).strip();
    }
}
