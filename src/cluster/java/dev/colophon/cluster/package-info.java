/**
 * The chart and the image on a real cluster; run by {@code ./mvnw -Pcluster verify}. What is needed
 * is told by {@link dev.colophon.cluster.Cluster}.
 */
@NullMarked
package dev.colophon.cluster;

import org.jspecify.annotations.NullMarked;
