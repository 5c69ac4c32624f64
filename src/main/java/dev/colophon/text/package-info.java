/**
 * Text as it is compared and carried: sort and search keys, rules for fields, spellings that are
 * allowed once, hashes. It knows no feature, no JSON and no HTTP.
 */
@NullMarked
package dev.colophon.text;

import org.jspecify.annotations.NullMarked;
