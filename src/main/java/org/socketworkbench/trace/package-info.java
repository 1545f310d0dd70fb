/**
 * The single source of everything that is shown: an append-only log of what happened, and what can be known from a part
 * of it. No JavaFX, no kernel, no clock but the log's own.
 */
package org.socketworkbench.trace;
