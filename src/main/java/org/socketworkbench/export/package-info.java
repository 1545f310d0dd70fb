/**
 * Exports what was done: diagrams as files for other programs, calls made by hand as programs in Python, Java and C,
 * and
 * lessons as handouts. Everything that a peer or a user wrote is escaped.
 */
@NullMarked
package org.socketworkbench.export;

import org.jspecify.annotations.NullMarked;
