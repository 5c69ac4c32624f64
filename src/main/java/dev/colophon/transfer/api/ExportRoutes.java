package dev.colophon.transfer.api;

import dev.colophon.problem.Problem;
import dev.colophon.transfer.export.ExportFormat;
import dev.colophon.transfer.export.ExportTurns;
import dev.colophon.transfer.export.Exports;
import dev.colophon.transfer.export.walk.ExportProgress;
import dev.colophon.web.Exchange;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.StreamedFile;
import dev.colophon.web.page.Page;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The caller's own data as files, at the API and from the page that explains them. */
public final class ExportRoutes implements Routes {
    private final Exports exports;
    private final ExportTurns turns;

    public ExportRoutes(Exports exports, ExportTurns turns) {
        this.exports = exports;
        this.turns = turns;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/exports/{file}").needs(Scope.EXPORTS_READ).get(this::send),
                Resource.page("/export").get(this::overview),
                Resource.page("/export/{file}").get(this::send));
    }

    private void overview(Exchange exchange) {
        exchange.caller();
        exchange.page(new Page("transfer/pages/export.jte", Map.of()));
    }

    private void send(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        ExportFormat format = ExportFormat.ofFile(exchange.path("file")).orElseThrow(Problem::notFound);
        try (ExportTurns.Turn turn = turns.take(reader)) {
            exchange.stream(new StreamedFile(
                    format.fileName(),
                    format.contentType(),
                    out -> exports.write(format, reader, out, ExportProgress.SILENT)));
        }
    }
}
