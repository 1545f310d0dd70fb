package org.socketworkbench.socket.libc;

import org.socketworkbench.socket.Sockets;

/** Sockets on Linux's C library (glibc), x86-64 and aarch64. */
public final class LinuxSockets implements Sockets {
    private final Interrupter interrupter = new Interrupter();
    private final TcpDescriptors tcp = new TcpDescriptors();
    private final Looks looks = new LinuxLooks();

    @Override
    public Caller caller() {
        return new LinuxCaller(interrupter, tcp);
    }

    @Override
    public Flag flag() {
        return new EventFlag();
    }

    @Override
    public Looks looks() {
        return looks;
    }
}
