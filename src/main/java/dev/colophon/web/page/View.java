package dev.colophon.web.page;

import dev.colophon.web.session.Caller;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What every template gets as its parameter {@code view}.
 *
 * @param caller null for somebody who is not signed in
 * @param formToken for the hidden field {@code form_token} of each form that posts
 * @param path the page's own path, to mark it in the navigation
 * @param dates writes days and times for this reader
 * @param assets from the name of a bundled file to its address
 */
public record View(@Nullable Caller caller, String formToken, String path, Dates dates, UnaryOperator<String> assets) {

    /** The address of a bundled file, such as {@code pico.classless.min.css}. */
    public String assetUrl(String name) {
        return assets.apply(name);
    }

    /** A text of the bundles, see {@link Texts#text}. */
    public String text(String key, Object... arguments) {
        return texts().text(key, arguments);
    }

    /** A number that stands alone, see {@link Texts#number}. */
    public String number(Number number) {
        return texts().number(number);
    }

    /** A text with a part that is a link or strong; for the templates web/link.jte and web/strong.jte. */
    public Marked marked(String key, Object... arguments) {
        return texts().marked(key, arguments);
    }

    /** What another room said in English, see {@link Texts#sentence}: each error that a page shows. */
    public String sentence(String english) {
        return texts().sentence(english);
    }

    public Texts texts() {
        return dates.texts();
    }
}
