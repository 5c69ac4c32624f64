/** The Helm chart and the plain manifests, rendered by the real Helm engine and looked at. */
@NullMarked
package dev.colophon.chart;

import org.jspecify.annotations.NullMarked;
