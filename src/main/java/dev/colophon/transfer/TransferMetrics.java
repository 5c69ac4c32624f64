package dev.colophon.transfer;

import dev.colophon.observe.metric.Counter;
import dev.colophon.observe.metric.Meters;
import dev.colophon.transfer.job.ImportItem;

/** The metrics of imports. */
final class TransferMetrics {
    private final Counter rows;

    TransferMetrics(Meters meters) {
        rows = meters.counter("colophon_import_rows_total", "Imported rows by their outcome.", "outcome");
    }

    /** A row of an import has been dealt with. */
    void rowImported(ImportItem.Outcome outcome) {
        rows.with(outcome.label()).increment();
    }
}
