package dev.colophon.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.Utf8ByteOutput;

import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Renders the templates that the build compiled. */
final class Pages {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(
                    null, ContentType.Html, Pages.class.getClassLoader(), "dev.colophon");
    private final UnaryOperator<String> assets;

    Pages(UnaryOperator<String> assets) {
        this.assets = assets;
    }

    UnaryOperator<String> assets() {
        return assets;
    }

    byte[] render(Page page, View view) {
        Map<String, Object> parameters = new HashMap<>(page.parameters());
        parameters.put("view", view);
        var output = new Utf8ByteOutput();
        engine.render(page.template(), parameters, output);
        return output.toByteArray();
    }
}
