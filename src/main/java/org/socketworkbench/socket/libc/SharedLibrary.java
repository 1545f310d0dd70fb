package org.socketworkbench.socket.libc;

import java.lang.foreign.Arena;
import java.lang.foreign.SymbolLookup;

/** Checks whether this machine has a shared library, using the dynamic linker, which alone knows the search path. */
@SuppressWarnings("restricted")
public final class SharedLibrary {
    private SharedLibrary() {}

    /**
     * Whether a library can be loaded. It stays loaded, so later users get the same one.
     *
     * @param name its soname, as in {@code "libgtk-3.so.0"}
     * @see <a href="https://man7.org/linux/man-pages/man3/dlopen.3.html">man 3 dlopen</a>
     */
    public static boolean isPresent(String name) {
        try {
            SymbolLookup.libraryLookup(name, Arena.global());
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
