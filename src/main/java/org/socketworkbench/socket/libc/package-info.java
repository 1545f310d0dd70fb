/**
 * Sockets on Linux's C library: the only code that uses java.lang.foreign. One call in is one system call out; nothing
 * is decided here.
 */
@NullMarked
package org.socketworkbench.socket.libc;

import org.jspecify.annotations.NullMarked;
