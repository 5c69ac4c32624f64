package dev.colophon.web.page;

import dev.colophon.problem.Problem;
import gg.jte.Content;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.TemplateOutput;
import gg.jte.output.Utf8ByteOutput;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Renders the templates that the build compiled. */
public final class Pages {
    private final TemplateEngine engine =
            TemplateEngine.createPrecompiled(null, ContentType.Html, Pages.class.getClassLoader(), "dev.colophon");
    private final UnaryOperator<String> assets;

    public Pages(UnaryOperator<String> assets) {
        this.assets = assets;
    }

    public UnaryOperator<String> assets() {
        return assets;
    }

    /**
     * The page that tells of a failure; it needs neither a session nor the database.
     *
     * @param dates of whoever sees it, as far as that is known
     * @param trace empty unless it may be shown
     */
    public byte[] failure(Problem problem, String requestId, Dates dates, String trace) {
        Map<String, Object> parameters = Map.of(
                "title",
                dates.texts().sentence(problem.kind().title()),
                "detail",
                dates.texts().sentence(problem.detail()),
                "requestId",
                requestId,
                "trace",
                trace);
        return render(new Page("web/failure.jte", parameters), new View(null, "", "", dates, assets));
    }

    public byte[] render(Page page, View view) {
        var output = new Utf8ByteOutput();
        draw(page, view, output);
        return output.toByteArray();
    }

    private void draw(Page page, View view, TemplateOutput output) {
        Content sections = place -> page.sections().forEach(section -> draw(section, view, place));
        Map<String, Object> parameters = new HashMap<>(page.parameters());
        parameters.put("view", view);
        parameters.put("sections", sections);
        engine.render(page.template(), parameters, output);
    }
}
