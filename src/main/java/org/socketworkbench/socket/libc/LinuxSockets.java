package org.socketworkbench.socket.libc;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Optional;
import org.socketworkbench.socket.Bytes;
import org.socketworkbench.socket.SocketOption;
import org.socketworkbench.socket.Sockets;
import org.socketworkbench.socket.TcpInfo;

/** Sockets on Linux's C library (glibc), x86-64 and aarch64. */
public final class LinuxSockets implements Sockets {
    private final Interrupter interrupter = new Interrupter();

    @Override
    public Caller caller() {
        return new LinuxCaller(interrupter);
    }

    /**
     * What TCP knows of a connection, as getsockopt's TCP_INFO tells it; empty if the descriptor is no TCP socket. Any thread;
     * never waits. This is a look, not a call of a participant: it is not traced.
     */
    public Optional<TcpInfo> tcpInfo(int fd) {
        int size = SocketOption.TCP_INFO.format().bytes();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment errno = arena.allocate(LibC.ERRNO_LAYOUT);
            MemorySegment info = arena.allocate(size, 8);
            MemorySegment length = arena.allocateFrom(JAVA_INT, size);
            int result = (int) LibC.GETSOCKOPT.invokeExact(
                    errno, fd, SocketOption.TCP_INFO.level(), SocketOption.TCP_INFO.number(), info, length);
            return result < 0 ? Optional.empty()
                    : TcpInfo.of(Bytes.owning(info.asSlice(0, length.get(JAVA_INT, 0)).toArray(JAVA_BYTE)));
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw LibC.defect(e);
        }
    }
}
