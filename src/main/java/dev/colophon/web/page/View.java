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
}
