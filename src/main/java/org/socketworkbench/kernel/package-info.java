/**
 * The kernel's own view of the sockets and threads, read from {@code /proc} and, of our own sockets, from what the
 * kernel tells of a descriptor, and put into the trace. What is written here was read; nothing is concluded.
 */
package org.socketworkbench.kernel;
