/**
 * The deployment checklist: settings that are allowed and yet unwise on a server that others can
 * reach. It looks at the settings alone and asks nobody; what is not allowed is refused by the
 * groups themselves.
 */
@NullMarked
package dev.colophon.settings.deploy;

import org.jspecify.annotations.NullMarked;
