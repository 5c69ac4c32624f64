package dev.colophon.transfer.pages;

import dev.colophon.problem.Problem;
import dev.colophon.transfer.source.ColumnChoice;
import dev.colophon.transfer.source.FileReading;
import dev.colophon.transfer.source.TableSample;
import dev.colophon.transfer.table.TableField;
import dev.colophon.web.body.Form;
import dev.colophon.web.page.Page;
import dev.colophon.web.page.Texts;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

/**
 * The form by which a reader says what the columns of a file are. The file is sent with it once more,
 * for nothing of it is kept before it is accepted.
 */
final class ColumnForm {
    private final Form form;
    private final Map<TableField, Integer> numbers = new EnumMap<>(TableField.class);

    ColumnForm(Form form) {
        this.form = form;
        for (TableField field : TableField.values()) {
            form.text(field.code())
                    .filter(text -> text.matches("[1-9]\\d{0,2}"))
                    .ifPresent(text -> numbers.put(field, Integer.valueOf(text)));
        }
    }

    /** Whether the reader wants to say what the columns are before the file is imported. */
    boolean isAskedFor() {
        return form.text("choose").isPresent();
    }

    /** Whether this form is the remedy. */
    boolean helps(Problem refused) {
        return FileReading.isForChoice(refused) || isFilled();
    }

    /**
     * @throws Problem when nothing tells which book a row is about
     */
    FileReading reading() {
        if (!isFilled()) {
            return FileReading.AUTOMATIC;
        }
        Map<TableField, Integer> places = new EnumMap<>(TableField.class);
        numbers.forEach((field, number) -> places.put(field, number - 1));
        return new FileReading(null, new ColumnChoice(places, !isFirstRowBook()));
    }

    /**
     * @param error what is wrong; empty when nothing is
     */
    Page page(TableSample sample, String error) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("sample", sample);
        parameters.put("chosen", isFilled() ? numbers : sample.guesses());
        parameters.put("firstRowIsBook", isFirstRowBook());
        parameters.put("error", error);
        return new Page("transfer/pages/columns.jte", parameters);
    }

    /** Without the ways of programs, where this page is the remedy. */
    static String told(Problem refused, Texts texts) {
        if (refused.code().equals(FileReading.SHIFTED_COLUMNS)) {
            return texts.text("transfer.columns.shifted");
        }
        return FileReading.isForChoice(refused)
                ? texts.text("transfer.columns.unknown")
                : texts.sentence(refused.detail());
    }

    private boolean isFilled() {
        return form.text("columns").isPresent();
    }

    private boolean isFirstRowBook() {
        return form.text("first_row").isPresent();
    }
}
