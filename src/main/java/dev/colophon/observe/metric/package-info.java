/**
 * Counters, gauges and histograms with their names, and the text that Prometheus reads.
 */
@NullMarked
package dev.colophon.observe.metric;

import org.jspecify.annotations.NullMarked;
