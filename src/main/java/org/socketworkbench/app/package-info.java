/** The program's start: it wires the parts by hand, and nothing else starts JavaFX. */
@NullMarked
package org.socketworkbench.app;

import org.jspecify.annotations.NullMarked;
