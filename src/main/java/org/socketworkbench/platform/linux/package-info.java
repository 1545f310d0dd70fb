/** The port on Linux. Only this package reads {@code /proc}; the socket calls themselves are in {@code socket.libc}. */
@NullMarked
package org.socketworkbench.platform.linux;

import org.jspecify.annotations.NullMarked;
