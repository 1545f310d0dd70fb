package org.socketworkbench.socket.libc;

import org.socketworkbench.socket.Sockets;

/** Sockets on Linux's C library (glibc), x86-64 and aarch64. */
public final class LinuxSockets implements Sockets {
    private final Interrupter interrupter = new Interrupter();

    @Override
    public Caller caller() {
        return new LinuxCaller(interrupter);
    }
}
