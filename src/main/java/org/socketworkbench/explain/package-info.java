/**
 * Calls, errors and notes in words: what a call does, what came of it here, what likely caused an error and what to
 * try. Reads the trace's picture and the package's texts, nothing else; what the kernel said and what is concluded stay
 * apart.
 */
package org.socketworkbench.explain;
