package org.socketworkbench.cli;

import java.util.function.Supplier;
import org.socketworkbench.socket.Sockets;

/**
 * What the command line puts to work.
 *
 * @param check   what this machine offers
 * @param sockets the system's socket calls; asked for only when the check allows it
 * @param drawing draws a trace into files
 * @param window  the program's window
 */
public record Parts(SystemCheck check, Supplier<Sockets> sockets, Drawing drawing, Window window) {}
