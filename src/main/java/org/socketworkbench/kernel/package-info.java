/**
 * The kernel's own view of sockets and threads, written to the trace. Everything written was read
 * through the platform; nothing is inferred.
 */
@NullMarked
package org.socketworkbench.kernel;

import org.jspecify.annotations.NullMarked;
