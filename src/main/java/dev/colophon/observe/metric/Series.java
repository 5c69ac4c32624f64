package dev.colophon.observe.metric;

/** The value, or values, of one metric for one combination of label values. */
interface Series {
    /** Appends its lines of the text format; none when the value is not known now. */
    void write(StringBuilder out, String name, String labels);
}
