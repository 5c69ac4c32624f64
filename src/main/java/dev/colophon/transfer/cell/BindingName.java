package dev.colophon.transfer.cell;

import dev.colophon.shelf.EntryFacts.Format;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the more than thirty names of a binding mean. */
public final class BindingName {
    /** Before audio: "Kindle Edition with Audio" is read, and no table should think otherwise. */
    private static final Pattern EBOOK = Pattern.compile("kindle|e-?book|epub|nook|digital|pdf|mobi|kobo|azw|fb2|djvu");

    private static final Pattern AUDIO = Pattern.compile("audio|audible|cassette|\\bcds?\\b|mp3|hörbuch|playaway");
    private static final Pattern PAPERBACK =
            Pattern.compile("mass market|paper|tapa " + "blanda|poche|pocket|broch|taschenbuch|softcover|chapbook");
    private static final Pattern HARDCOVER =
            Pattern.compile("hard|cloth|library|board|tapa dura|relié|gebunden|leather");

    private BindingName() {}

    /** The format, or null when the name says nothing. */
    public static @Nullable Format format(String name) {
        String text = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        if (text.isEmpty() || text.startsWith("unknown")) {
            return null;
        }
        if (EBOOK.matcher(text).find()) {
            return Format.EBOOK;
        }
        if (AUDIO.matcher(text).find()) {
            return Format.AUDIOBOOK;
        }
        if (PAPERBACK.matcher(text).find()) {
            return Format.PAPERBACK;
        }
        return HARDCOVER.matcher(text).find() ? Format.HARDCOVER : Format.OTHER;
    }
}
