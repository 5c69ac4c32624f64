package dev.colophon.transfer.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.Imports;
import dev.colophon.transfer.job.ImportItem;
import dev.colophon.transfer.job.ImportJob;
import dev.colophon.web.Exchange;
import dev.colophon.web.Part;
import dev.colophon.web.QueryParameters;
import dev.colophon.web.Resource;
import dev.colophon.web.Routes;
import dev.colophon.web.body.Form;
import dev.colophon.web.body.ReceivedFile;
import dev.colophon.web.body.Upload;
import dev.colophon.web.page.Page;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sending a file and seeing what became of its rows. */
public final class ImportPages implements Routes {
    private static final int JOBS_SHOWN = 10;
    private static final int ROWS_PER_PAGE = 100;

    private final Imports imports;

    public ImportPages(Imports imports) {
        this.imports = imports;
    }

    @Override
    public List<Resource> resources() {
        return List.of(
                Resource.page("/import").get(this::overview).post(this::send).upload(imports.maxArchiveBytes()),
                Resource.page("/import/{id}").get(this::job),
                Resource.page("/import/{id}/cancel").post(this::cancel),
                Resource.page("/import/{id}/remove").post(this::remove));
    }

    /** One row of a file as the page of its import shows it. */
    record RowView(int line, String title, String outcome, String message, String href) {
        private static final int MAX_TITLE_LENGTH = 160;

        static RowView of(ImportItem item) {
            return new RowView(
                    item.line(),
                    title(item),
                    item.outcome().label(),
                    item.message() == null ? "" : item.message(),
                    item.userbookId() == null ? "" : "/shelf/" + item.userbookId());
        }

        /** What the file says, for a row that failed may have nothing else. */
        private static String title(ImportItem item) {
            JsonNode raw = Json.readTree(item.raw().getBytes(StandardCharsets.UTF_8));
            String title = titleCell(raw);
            return title.length() > MAX_TITLE_LENGTH
                    ? title.substring(0, title.offsetByCodePoints(0, MAX_TITLE_LENGTH / 2)) + "…"
                    : title;
        }
    }

    /** Of the column that is called so, else the first cell that has anything. */
    private static String titleCell(JsonNode raw) {
        String first = "";
        for (Map.Entry<String, JsonNode> cell : raw.properties()) {
            String text = cell.getValue().asText("");
            if (cell.getKey().equalsIgnoreCase("title") && !text.isBlank()) {
                return text;
            }
            first = first.isBlank() ? text : first;
        }
        return first;
    }

    private void overview(Exchange exchange) {
        exchange.page(overview(exchange.caller().id(), null));
    }

    private void send(Exchange exchange) throws IOException {
        UUID userId = exchange.caller().id();
        Upload upload = exchange.upload();
        if (upload.fileName().isEmpty()) {
            Problem nothing = Problem.invalid("file", "required", "Choose the file that was exported.");
            exchange.page(overview(userId, nothing.detail()), nothing);
            return;
        }
        try (ReceivedFile file = imports.receive(upload.content())) {
            take(exchange, upload.form(), file.path());
        } catch (Problem refused) {
            exchange.page(overview(userId, refused.detail()), refused);
        }
    }

    private void take(Exchange exchange, Form form, Path file) throws IOException {
        var columns = new ColumnForm(form);
        if (columns.isAskedFor()) {
            exchange.page(columns.page(imports.sample(file), ""));
            return;
        }
        try {
            // in the address, for nothing is read of a form behind its file
            boolean dryRun = exchange.query("at_once").isEmpty();
            ImportJob job = imports.accept(exchange.caller().id(), file, columns.reading(), dryRun);
            exchange.redirect("/import/" + job.id());
        } catch (Problem refused) {
            if (!columns.helps(refused)) {
                throw refused;
            }
            exchange.page(
                    columns.page(
                            imports.sample(file),
                            ColumnForm.told(refused, exchange.dates().texts())),
                    refused);
        }
    }

    private Page overview(UUID userId, @Nullable String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("jobs", imports.jobs(userId, null, JOBS_SHOWN));
        parameters.put("maxMebibytes", imports.maxBytes() >> 20);
        parameters.put("error", error == null ? "" : error);
        return new Page("transfer/pages/imports.jte", parameters);
    }

    private void job(Exchange exchange) {
        ImportJob job = imports.job(exchange.caller().id(), exchange.pathId("id"));
        ImportItem.Outcome outcome =
                QueryParameters.constantOrNull(exchange.query("outcome"), ImportItem.Outcome.class);
        int after = exchange.query("after").map(ImportPages::place).orElse(-1);
        Part<ImportItem> page = imports.items(job, outcome, after, ROWS_PER_PAGE);
        List<ImportItem> shown = page.items();
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("job", job);
        imports.pace(job).ifPresent(pace -> parameters.put("pace", pace));
        parameters.put("rows", shown.stream().map(RowView::of).toList());
        parameters.put("outcome", outcome == null ? "" : outcome.label());
        parameters.put("nextAfter", page.next().isPresent() ? shown.getLast().place() : -1);
        parameters.put("canRetry", imports.isRetryable(job));
        parameters.put("canUndo", imports.isUndoable(job));
        exchange.page(new Page("transfer/pages/import.jte", parameters));
    }

    private void cancel(Exchange exchange) {
        ImportJob job = imports.cancel(exchange.caller().id(), exchange.pathId("id"));
        exchange.redirect("/import/" + job.id());
    }

    private void remove(Exchange exchange) {
        imports.remove(exchange.caller().id(), exchange.pathId("id"));
        exchange.redirect("/import");
    }

    /** A place in an address; nonsense is before the first. */
    static int place(String text) {
        try {
            return Math.max(-1, Integer.parseInt(text));
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
