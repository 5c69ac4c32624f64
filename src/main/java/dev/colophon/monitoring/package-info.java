/**
 * What a server of others is told about this instance, once a setting names it: unexpected faults, and traces of
 * requests. Nobody is told anything otherwise, and then no class of the libraries for it is loaded. What is sent is
 * made of what the program itself says (names, routes, places in the code), never of what anybody sent or stored:
 * other rooms log and measure as ever, and know nothing of this one.
 */
@NullMarked
package dev.colophon.monitoring;

import org.jspecify.annotations.NullMarked;
