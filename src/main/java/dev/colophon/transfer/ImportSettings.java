package dev.colophon.transfer;

import dev.colophon.settings.variable.Default;
import dev.colophon.settings.variable.Group;
import dev.colophon.settings.variable.Purpose;
import dev.colophon.settings.variable.Type;
import dev.colophon.settings.variable.Values;
import dev.colophon.settings.variable.Variable;

/** The limits of one import. */
public record ImportSettings(int maxRows, long maxBytes) {
    private static final long GIBIBYTE = 1L << 30;

    public static final Group<ImportSettings> GROUP = new Group<>("Imports", Purpose.DATABASE, ImportSettings::of);

    private static final Variable<Integer> IMPORT_MAX_ROWS = GROUP.declare(
            "IMPORT_MAX_ROWS",
            Type.number(1, 10_000_000),
            Default.of("100000"),
            "rows of one import; above it nothing is stored",
            "100000");

    private static final Variable<Long> IMPORT_MAX_BYTES = GROUP.declare(
            "IMPORT_MAX_BYTES",
            Type.largeNumber(1, GIBIBYTE),
            Default.of("67108864"),
            "size of one import; above it nothing is stored",
            "67108864");

    private static ImportSettings of(Values values) {
        return new ImportSettings(values.get(IMPORT_MAX_ROWS), values.get(IMPORT_MAX_BYTES));
    }
}
