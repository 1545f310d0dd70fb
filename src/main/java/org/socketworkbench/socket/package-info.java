/**
 * The vocabulary of the socket interface as pure values: calls, their outcomes, addresses, options, errors. Nothing
 * here touches the kernel; {@link org.socketworkbench.socket.Sockets} is the interface to whoever does.
 */
@NullMarked
package org.socketworkbench.socket;

import org.jspecify.annotations.NullMarked;
