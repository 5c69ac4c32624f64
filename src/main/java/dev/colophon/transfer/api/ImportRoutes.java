package dev.colophon.transfer.api;

import dev.colophon.problem.Kind;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.transfer.source.ColumnChoice;
import dev.colophon.transfer.source.ColumnChoice.FirstRow;
import dev.colophon.transfer.source.FileReading;
import dev.colophon.transfer.source.SourceSystem;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.answer.Download;
import dev.colophon.web.body.ReceivedFile;
import dev.colophon.web.session.Scope;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Imports at the API: send a file, watch the job, read what became of its rows. */
public final class ImportRoutes implements Routes {
    private static final Set<String> MEDIA_TYPES = Set.of(
            "text/csv",
            "text/plain",
            "text/tab-separated-values",
            "application/csv",
            "application/vnd.ms-excel",
            "application/octet-stream",
            "application/json",
            "application/zip");

    private final Imports imports;

    public ImportRoutes(Imports imports) {
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.at("/api/v1/imports")
                        .needs(Scope.IMPORTS_READ, Scope.IMPORTS_WRITE)
                        .post(this::create)
                        .get(this::list)
                        .query("source", "columns", "first_row", "dry_run", "limit", "cursor"),
                Resource.at("/api/v1/imports/{id}")
                        .needs(Scope.IMPORTS_READ, Scope.IMPORTS_WRITE)
                        .get(this::one)
                        .delete(this::remove),
                Resource.at("/api/v1/imports/{id}/items")
                        .needs(Scope.IMPORTS_READ)
                        .get(this::items)
                        .query("outcome", "limit", "cursor"),
                Resource.at("/api/v1/imports/{id}/items.csv")
                        .needs(Scope.IMPORTS_READ)
                        .get(this::itemsFile)
                        .query("outcome"),
                Resource.at("/api/v1/imports/{id}/cancel")
                        .needs(Scope.IMPORTS_WRITE)
                        .post(this::cancel));
    }

    private void create(Exchange exchange) throws IOException {
        UUID reader = exchange.caller().id();
        FileReading reading = reading(exchange);
        boolean dryRun = QueryParameters.flag(exchange, "dry_run");
        if (!MEDIA_TYPES.contains(exchange.contentType().orElse(""))) {
            throw Problem.of(
                    Kind.UNSUPPORTED_MEDIA_TYPE,
                    "content_type",
                    "Send the file itself as the body, with Content-Type: text/csv (application/zip for ours).");
        }
        try (ReceivedFile file = imports.receive(body(exchange))) {
            ImportJob job = imports.accept(reader, file.path(), reading, dryRun);
            exchange.accepted("/api/v1/imports/" + job.id(), JobView.of(job));
        }
    }

    /** How the file is to be read; the source {@code auto} says nothing. */
    private static FileReading reading(Exchange exchange) {
        boolean automatic = exchange.query("source").filter("auto"::equals).isPresent();
        SourceSystem system = automatic ? null : QueryParameters.constant(exchange, "source", SourceSystem.class);
        FirstRow first = QueryParameters.constant(exchange, "first_row", FirstRow.class);
        String columns = exchange.query("columns").orElse(null);
        return new FileReading(system, columns == null ? null : ColumnChoice.parse(columns, first));
    }

    private InputStream body(Exchange exchange) {
        try {
            return exchange.bodyStream(imports.maxArchiveBytes());
        } catch (Problem problem) {
            throw problem.kind() == Kind.TOO_LARGE ? imports.tooLarge() : problem;
        }
    }

    private void list(Exchange exchange) {
        UUID reader = exchange.caller().id();
        int limit = exchange.limit();
        List<String> place = exchange.cursor("imports");
        UUID before = place.isEmpty() ? null : UUID.fromString(place.getFirst());
        List<ImportJob> jobs = imports.jobs(reader, before, limit + 1);
        exchange.reply(
                "imports",
                Part.of(jobs, limit, JobView::of, job -> List.of(job.id().toString())));
    }

    private void one(Exchange exchange) {
        exchange.reply(JobView.of(job(exchange)));
    }

    private void cancel(Exchange exchange) {
        UUID reader = exchange.caller().id();
        exchange.reply(JobView.of(imports.cancel(reader, exchange.pathId("id"))));
    }

    private void remove(Exchange exchange) {
        imports.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.done();
    }

    private void items(Exchange exchange) {
        ImportJob job = job(exchange);
        ImportItem.Outcome outcome = QueryParameters.constant(exchange, "outcome", ImportItem.Outcome.class);
        int limit = exchange.limit();
        String list = "import-items " + job.id() + " " + outcome;
        List<String> place = exchange.cursor(list);
        int after = place.isEmpty() ? -1 : Integer.parseInt(place.getFirst());
        exchange.reply(list, imports.items(job, outcome, after, limit).map(ImportItemView::of));
    }

    private void itemsFile(Exchange exchange) throws IOException {
        ImportJob job = job(exchange);
        ImportItem.Outcome outcome = QueryParameters.constant(exchange, "outcome", ImportItem.Outcome.class);
        String suffix = outcome == null ? "" : "-" + outcome.label();
        Path file = Files.createTempFile("colophon-items-", ".csv");
        try {
            new ItemsFile(imports, job, outcome).write(file);
            try (InputStream content = Files.newInputStream(file)) {
                String name = "import-" + job.id() + suffix + ".csv";
                exchange.download(Download.of(name, "text/csv; charset=utf-8", Files.size(file), content));
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private ImportJob job(Exchange exchange) {
        return imports.job(exchange.caller().id(), exchange.pathId("id"));
    }
}
