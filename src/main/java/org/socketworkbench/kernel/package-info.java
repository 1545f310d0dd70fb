/**
 * The kernel's own view of the sockets and threads, read from {@code /proc} without any socket call, and put into the
 * trace. What is written here was read; nothing is concluded.
 */
package org.socketworkbench.kernel;
