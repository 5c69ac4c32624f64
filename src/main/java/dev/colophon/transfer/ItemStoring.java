package dev.colophon.transfer;

import dev.colophon.database.Database;
import dev.colophon.json.Json;
import dev.colophon.problem.Problem;
import dev.colophon.transfer.ImportRepository.Lease;
import dev.colophon.transfer.file.CsvFile;
import dev.colophon.transfer.goodreads.GoodreadsRow;
import dev.colophon.transfer.goodreads.Header;
import dev.colophon.transfer.goodreads.ImportSurvey;
import dev.colophon.transfer.goodreads.RowCells;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stores the rows of a file that has been surveyed, a bounded number in each transaction. */
final class ItemStoring {
    /** Long reviews fill a batch before its rows do. */
    private static final int CHARACTERS_PER_COMMIT = 2_000_000;

    private final Database database;
    private final ImportRepository repository;
    private final InstantSource clock;
    private final String owner;
    private final UUID jobId;
    private final Map<ImportItem.Outcome, Integer> counts = new EnumMap<>(ImportItem.Outcome.class);
    private final List<ImportItem> batch = new ArrayList<>();
    private int row;
    private int characters;

    ItemStoring(Database database, ImportRepository repository, InstantSource clock, String owner, UUID jobId) {
        this.database = database;
        this.repository = repository;
        this.clock = clock;
        this.owner = owner;
        this.jobId = jobId;
    }

    /** Stores all rows and returns how many have which outcome already. */
    Map<ImportItem.Outcome, Integer> store(CsvFile file, ImportSurvey survey) throws IOException {
        file.forEach(csvRow -> add(item(file.header(), survey, csvRow)));
        flush();
        return counts;
    }

    private ImportItem item(Header header, ImportSurvey survey, CsvFile.CsvRow csvRow) {
        RowCells cells = new RowCells(header, csvRow.cells());
        Mapping mapping = GoodreadsRow.map(cells, survey.dateOrder());
        String rejection = mapping.rejection();
        @Nullable RowVerdict verdict = rejection == null ? null : RowVerdict.rejected(rejection, mapping.notes());
        int index = row++;
        return new ImportItem(
                survey.place(index),
                csvRow.line(),
                survey.group(index),
                cells.rawJson(),
                Json.writeText(mapping),
                verdict == null ? ImportItem.Outcome.PENDING : verdict.outcome(),
                null,
                verdict == null ? null : verdict.reasonCode(),
                verdict == null ? null : verdict.message());
    }

    private void add(ImportItem item) {
        counts.merge(item.outcome(), 1, Integer::sum);
        batch.add(item);
        characters += item.raw().length() + item.normal().length();
        if (batch.size() == Imports.ROWS_PER_COMMIT || characters >= CHARACTERS_PER_COMMIT) {
            flush();
        }
    }

    private void flush() {
        database.write(session -> {
            var lease = new Lease(owner, clock.instant().plus(Imports.LEASE));
            if (!repository.renew(session, jobId, lease)) {
                throw Problem.conflict("import_taken", "The import was ended while it was being stored.");
            }
            repository.items().insert(session, jobId, batch);
            return batch.size();
        });
        batch.clear();
        characters = 0;
    }
}
