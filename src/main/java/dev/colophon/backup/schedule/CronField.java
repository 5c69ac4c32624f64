package dev.colophon.backup.schedule;

import dev.colophon.settings.variable.RuleBroken;
import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The numbers that one field allows.
 *
 * @param any whether it is a single asterisk, which restricts nothing
 */
record CronField(BitSet numbers, boolean any) {
    private static final Pattern PART = Pattern.compile("(?:\\*|([0-9]{1,2})(?:-([0-9]{1,2}))?)(?:/([0-9]{1,2}))?");

    /** Takes a list of numbers, ranges and asterisks; the latter two with a step if wanted. */
    static CronField parse(String text, int lowest, int highest) throws RuleBroken {
        BitSet numbers = new BitSet();
        for (String part : text.split(",", -1)) {
            add(numbers, part, lowest, highest);
        }
        return new CronField(numbers, text.equals("*"));
    }

    private static void add(BitSet numbers, String part, int lowest, int highest) throws RuleBroken {
        Matcher matcher = PART.matcher(part);
        if (!matcher.matches()) {
            throw new RuleBroken("has the field " + RuleBroken.quote(part) + ", which is no number, range, * or step");
        }
        int first = number(matcher.group(1), lowest);
        boolean single = matcher.group(1) != null && matcher.group(2) == null;
        int last = single ? first : number(matcher.group(2), highest);
        int step = number(matcher.group(3), 1);
        if (single && matcher.group(3) != null) {
            throw new RuleBroken("has a step after the single number " + first);
        }
        if (first < lowest || last > highest || first > last || step == 0) {
            throw new RuleBroken(
                    "has the field " + RuleBroken.quote(part) + ", which is not within " + lowest + " to " + highest);
        }
        for (int number = first; number <= last; number += step) {
            numbers.set(number);
        }
    }

    private static int number(String digits, int otherwise) {
        return digits == null ? otherwise : Integer.parseInt(digits);
    }

    boolean allows(int number) {
        return numbers.get(number);
    }
}
