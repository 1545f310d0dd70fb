/**
 * The single source of everything that is shown: an append-only log of what happened, and the files it is kept in. The
 * model works out what follows from the events. No JavaFX, no kernel, and no clock but the log's own.
 */
@NullMarked
package org.socketworkbench.trace;

import org.jspecify.annotations.NullMarked;
