/**
 * Counters, gauges and histograms of durations, and the text that Prometheus reads. What is counted
 * is for the rooms to say: no name of a metric stands here.
 */
@NullMarked
package dev.colophon.observe.metric;

import org.jspecify.annotations.NullMarked;
