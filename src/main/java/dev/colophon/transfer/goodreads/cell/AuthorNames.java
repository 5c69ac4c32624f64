package dev.colophon.transfer.goodreads.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The names of the people of a book, from the three cells that hold them. */
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
            String name = part.strip();
            if (SUFFIX.matcher(name).matches() && names.size() > 1) {
                names.add(names.removeLast() + ", " + name);
            } else {
                names.add(name);
            }
        }
        names.removeIf(String::isEmpty);
        return names;
    }

    private static String firstNameFirst(String name) {
        int comma = name.indexOf(',');
        return comma < 0 ? name : (name.substring(comma + 1).strip() + " " + name.substring(0, comma)).strip();
    }
}
