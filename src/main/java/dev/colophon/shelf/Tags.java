package dev.colophon.shelf;

import dev.colophon.shelf.intake.ShelfDraft;
import dev.colophon.text.FieldRules;
import dev.colophon.text.TextKey;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The names of the tags of one entry: one spelling for each key, ordered by the keys. */
public final class Tags {
    public static final int MAX_NAME = 100;

    private Tags() {}

    /** A tag's name in its stored form. */
    public static String name(FieldRules rules, String pointer, @Nullable String name) {
        String line = rules.requiredLine(pointer, name, MAX_NAME);
        if (!line.isEmpty() && TextKey.of(line).isEmpty()) {
            rules.refuse(pointer, "required", "A tag needs a visible character.");
        }
        return line;
    }

    /**
     * Names in their stored form.
     *
     * @throws dev.colophon.problem.Problem of kind INVALID that names every one in error
     */
    static List<String> names(String pointer, List<String> names) {
        var rules = new FieldRules();
        rules.atMost(pointer, names.size(), ShelfDraft.MAX_TAGS);
        List<String> stored = new ArrayList<>();
        for (int index = 0; index < Math.min(names.size(), ShelfDraft.MAX_TAGS); index++) {
            stored.add(name(rules, pointer + "/" + index, names.get(index)));
        }
        rules.done();
        return List.copyOf(stored);
    }

    /** The names of both; where they spell one tag differently, the first spelling stays. */
    public static List<String> merge(Collection<String> names, Collection<String> more) {
        var byKey = new TreeMap<String, String>();
        names.forEach(name -> byKey.putIfAbsent(TextKey.of(name), name));
        more.forEach(name -> byKey.putIfAbsent(TextKey.of(name), name));
        return List.copyOf(byKey.values());
    }
}
