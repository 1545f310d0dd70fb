/**
 * Exports what was done: diagrams as files for other programs, and calls made by hand as programs in Python, Java and
 * C. Everything that a peer or a user wrote is escaped.
 */
@NullMarked
package org.socketworkbench.export;

import org.jspecify.annotations.NullMarked;
