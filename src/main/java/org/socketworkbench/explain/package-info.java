/**
 * Puts calls, errors and notes into words: what a call does, its result here, the likely cause of an error and what to
 * try. It reads only the trace's picture and the package's texts. What the kernel said and what is inferred are kept
 * apart.
 */
@NullMarked
package org.socketworkbench.explain;

import org.jspecify.annotations.NullMarked;
