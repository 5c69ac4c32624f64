/**
 * Drawing pages: what a template is given and where a person may be sent next.
 */
@NullMarked
package dev.colophon.web.page;

import org.jspecify.annotations.NullMarked;
