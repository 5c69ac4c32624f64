package dev.colophon.transfer.fact;

import dev.colophon.shelf.TagRepository;
import dev.colophon.shelf.intake.ShelfDraft.Tag;
import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Shelves, lists and tags of other systems, as tags. */
public final class TagCells {
    private static final Pattern POSITION = Pattern.compile("(.*?)\\s*\\(#(\\d{1,9})\\)");

    private TagCells() {}

    /**
     * Names with their positions, in the order of the file.
     *
     * @param separator a regular expression
     */
    public static Map<String, @Nullable Integer> names(String cell, String separator) {
        Map<String, @Nullable Integer> names = new LinkedHashMap<>();
        for (String part : cell.split(separator)) {
            String entry = part.strip();
            Matcher matcher = POSITION.matcher(entry);
            if (matcher.matches() && !matcher.group(1).isBlank()) {
                names.put(matcher.group(1), Integer.valueOf(matcher.group(2)));
            } else if (!entry.isEmpty()) {
                names.putIfAbsent(entry, null);
            }
        }
        return names;
    }

    /** As many of the names as an entry may have; what is left out is noted. */
    public static List<Tag> tags(RowCells cells, NamedColumn column, Map<String, @Nullable Integer> names) {
        List<Tag> tags = new ArrayList<>();
        for (Map.Entry<String, @Nullable Integer> shelf : names.entrySet()) {
            if (tags.size() == TagRepository.MAX_TAGS) {
                cells.note(column, "has more than " + TagRepository.MAX_TAGS + "; the rest is left");
                break;
            }
            String name = shelf.getKey();
            if (name.length() > TagRepository.MAX_NAME) {
                cells.note(column, "has a name longer than " + TagRepository.MAX_NAME + " characters; left out");
            } else {
                tags.add(new Tag(name, shelf.getValue()));
            }
        }
        return List.copyOf(tags);
    }
}
