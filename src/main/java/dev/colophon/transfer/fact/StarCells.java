package dev.colophon.transfer.fact;

import dev.colophon.transfer.row.NamedColumn;
import dev.colophon.transfer.row.RowCells;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A rating in stars as quarters of a star; 0 means none. */
public final class StarCells {
    private static final Pattern STARS = Pattern.compile("\\d{1,2}(\\.\\d{1,4})?");
    private static final int QUARTERS = 20;

    private StarCells() {}

    /** Between 1 and 20, or null when there is none; one that is no number of stars is noted. */
    public static @Nullable Integer quarters(RowCells cells, NamedColumn column) {
        return quarters(cells, column, 5);
    }

    /**
     * The same of a rating that is not of five stars.
     *
     * @param best that it can be
     */
    public static @Nullable Integer quarters(RowCells cells, NamedColumn column, int best) {
        String text = cells.text(column).replace(',', '.');
        if (text.isEmpty()) {
            return null;
        }
        if (!STARS.matcher(text).matches()) {
            cells.note(column, "is not a number of stars and was left out");
            return null;
        }
        BigDecimal quarters =
                new BigDecimal(text).multiply(BigDecimal.valueOf(QUARTERS)).divide(BigDecimal.valueOf(best));
        if (quarters.signum() == 0) {
            return null;
        }
        int rounded = quarters.setScale(0, RoundingMode.HALF_UP).intValueExact();
        if (rounded < 1 || rounded > 20) {
            cells.note(column, "is not between 0 and " + best + " stars and was left out");
            return null;
        }
        if (quarters.compareTo(BigDecimal.valueOf(rounded)) != 0) {
            cells.note(column, "was rounded to a quarter of a star");
        }
        return rounded;
    }
}
