package dev.colophon.observe.metric;

import java.math.BigDecimal;

/** How names, labels and numbers are spelt in both formats. */
final class TextFormat {
    private TextFormat() {}

    /** Appends one sample. */
    static void sample(StringBuilder out, String name, String labels, double value) {
        out.append(name);
        if (!labels.isEmpty()) {
            out.append('{').append(labels).append('}');
        }
        out.append(' ').append(number(value)).append('\n');
    }

    /** A number without exponent, and without a fraction when it has none. */
    static String number(double value) {
        if (Double.isInfinite(value)) {
            return value > 0 ? "+Inf" : "-Inf";
        }
        if (value == Math.rint(value) && Math.abs(value) < Long.MAX_VALUE) {
            return Long.toString((long) value);
        }
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** The labels of one series as they stand between braces. */
    static String labels(String[] names, String[] values) {
        var text = new StringBuilder();
        for (int index = 0; index < names.length; index++) {
            text.append(index == 0 ? "" : ",").append(names[index]).append("=\"");
            text.append(escape(values[index]).replace("\"", "\\\"")).append('"');
        }
        return text.toString();
    }

    /** A help text, or a label's value but for its quotes. */
    static String escape(String text) {
        return text.replace("\\", "\\\\").replace("\n", "\\n");
    }
}
