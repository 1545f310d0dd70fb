/**
 * Participants that make calls, one at a time, each on its own thread, past a common gate, into the trace. Knows no
 * window: whoever wires it gives every participant its thread.
 */
package org.socketworkbench.engine;
