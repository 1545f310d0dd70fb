/**
 * The single source of everything that is shown: an append-only log of what happened, and the files it is kept in. What
 * follows from the events is told by the model. No JavaFX, no kernel, no clock but the log's own.
 */
@NullMarked
package org.socketworkbench.trace;

import org.jspecify.annotations.NullMarked;
