package org.socketworkbench.cli;

import java.io.InputStream;
import java.util.Optional;
import java.util.function.Supplier;
import org.socketworkbench.python.PythonEngine;
import org.socketworkbench.socket.Sockets;

/**
 * What the command line puts to work.
 *
 * @param check   what this machine offers
 * @param sockets the system's socket calls; asked for only when the check allows it
 * @param python  runs programs in Python; asked for only when there are some to run, and closed by who hands it over
 * @param drawing draws a trace into files
 * @param window  the program's window
 * @param input   what is piped into the program
 */
public record Parts(SystemCheck check, Supplier<Sockets> sockets, Supplier<PythonEngine> python, Drawing drawing,
        Window window, Optional<InputStream> input) {
    /** Nothing is piped in. */
    public Parts(SystemCheck check, Supplier<Sockets> sockets, Supplier<PythonEngine> python, Drawing drawing,
            Window window) {
        this(check, sockets, python, drawing, window, Optional.empty());
    }
}
