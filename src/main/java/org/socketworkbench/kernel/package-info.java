/**
 * The kernel's own view of sockets and threads, written to the trace. It is read from {@code /proc} and, for our own
 * sockets, from their descriptors. Everything written was read; nothing is inferred.
 */
package org.socketworkbench.kernel;
