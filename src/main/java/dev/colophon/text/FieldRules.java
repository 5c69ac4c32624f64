package dev.colophon.text;

import dev.colophon.problem.FieldError;
import dev.colophon.problem.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Brings the fields of a record into their stored form and collects what is wrong with them, so
 * that a caller hears of every mistake at once.
 */
public final class FieldRules {
    /** Longer texts than this are refused before anything is done with them. */
    public static final int LONG_TEXT = 65_536;

    private static final Pattern SPACES = Pattern.compile("[\\s\\p{Cc}\\p{Z}]+");

    private final List<FieldError> errors = new ArrayList<>();

    /** One line that must be there: spaces collapsed, at most so many characters. */
    public String requiredLine(String pointer, @Nullable String value, int maxCharacters) {
        String line = line(pointer, value, maxCharacters);
        if (line == null) {
            refuse(pointer, "required", "This field must be there and not be blank.");
            return "";
        }
        return line;
    }

    /** One line or nothing; a blank one is nothing. */
    @Nullable
    public String line(String pointer, @Nullable String value, int maxCharacters) {
        if (value == null || !fits(pointer, value, maxCharacters)) {
            return null;
        }
        return blankIsNull(collapse(value));
    }

    /** Text of several lines or nothing; a blank one is nothing. */
    @Nullable
    public String text(String pointer, @Nullable String value, int maxCharacters) {
        if (value == null || !fits(pointer, value, maxCharacters)) {
            return null;
        }
        return blankIsNull(value.strip());
    }

    public void range(String pointer, @Nullable Integer value, int least, int most) {
        if (value != null && (value < least || value > most)) {
            refuse(pointer, "range", "The number must be " + least + " to " + most + ".");
        }
    }

    public void date(String pointer, @Nullable LocalDate value) {
        if (value != null && (value.getYear() < 1 || value.getYear() > 9999)) {
            refuse(pointer, "range", "The year must be 1 to 9999.");
        }
    }

    public void atMost(String pointer, int count, int most) {
        if (count > most) {
            refuse(pointer, "too_many", "There may be at most " + most + " of these.");
        }
    }

    public void refuse(String pointer, String code, String message) {
        errors.add(new FieldError(pointer, code, message));
    }

    /** Throws what was collected, if anything was. */
    public void done() {
        if (!errors.isEmpty()) {
            throw Problem.invalid(errors);
        }
    }

    static String collapse(String value) {
        return isCollapsed(value)
                ? value
                : SPACES.matcher(value).replaceAll(" ").strip();
    }

    /** Most lines are, and an import reads dozens for each row. */
    private static boolean isCollapsed(String value) {
        boolean space = true;
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            if (character == ' ' ? space : Character.isISOControl(character) || Character.isSpaceChar(character)) {
                return false;
            }
            space = character == ' ';
        }
        return !space || value.isEmpty();
    }

    private boolean fits(String pointer, String value, int maxCharacters) {
        if (value.length() > maxCharacters) {
            refuse(pointer, "too_long", "At most " + maxCharacters + " characters are allowed.");
            return false;
        }
        if (!TextRule.holds(value)) {
            refuse(pointer, "text", "Text must hold no NUL and no half of a surrogate pair.");
            return false;
        }
        return true;
    }

    private static @Nullable String blankIsNull(String value) {
        return value.isEmpty() ? null : value;
    }
}
