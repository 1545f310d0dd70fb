/**
 * Participants make calls, one at a time, each on its own thread, through a common gate, and into the trace. The engine
 * knows no window: whoever wires it gives every participant its thread.
 */
@NullMarked
package org.socketworkbench.engine;

import org.jspecify.annotations.NullMarked;
